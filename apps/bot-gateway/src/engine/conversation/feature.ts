import type { Language } from '@aisha/domain';
import { hasLink, linkIn } from '../links/link';
import type { Callback, Fields } from '../screen/callback';
import type { Flow, LoadContext, StepContext } from './flow';
import type { FileKind, IncomingFile, IncomingPayment, Input } from './input';
import type { Html } from '@aisha/words';
import type { Effect, Elsewhere } from './move';
import { MENU } from './registry';
import type { CallbackButton, Screen } from '../screen/screen';
import type { Readers } from './readers';

/** The context of a global action; it includes the person's conversation and step. */
export interface Anywhere extends Omit<StepContext, 'data' | 't'> {
  readonly at: { readonly flow: string; readonly draft: unknown } | undefined;
}

/** An action that works at any time, in every conversation. */
export interface GlobalAction {
  readonly on: 'button' | 'command' | 'payment' | 'text' | FileKind;
  /** A button's fields. */
  readonly callback?: Callback;
  /** A command's name and its line in Telegram's menu (null: works, but is not listed). */
  readonly command?: string;
  readonly described?: Readonly<Record<Language, string>> | null;
  /** Reads, then answers. Undefined: the action does not handle the input. */
  readonly run: (given: unknown, context: Anywhere, readers: Readers, input: Input) => Promise<Elsewhere | undefined>;
}

type Answering<Given> = (
  given: Given,
  context: Anywhere,
  readers: Readers,
  input: Input,
) => Elsewhere | undefined | Promise<Elsewhere | undefined>;

/**
 * A button that works for ever on any message: on results, on cards, in the menu. It may read, but must not write,
 * because effects write. It must check that its fields name things of the person.
 */
export const onButton = <F extends Fields>(callback: Callback<F>, run: Answering<F>): GlobalAction => ({
  on: 'button',
  callback: callback as unknown as Callback,
  run: async (given, context, readers, input) => run(given as F, context, readers, input),
});

/** `/name`, listed in Telegram's command menu when described. `given` is the text after the name. */
export const onCommand = (
  name: string,
  described: Readonly<Record<Language, string>> | null,
  run: Answering<string>,
): GlobalAction => ({
  on: 'command',
  command: name,
  described,
  run: async (given, context, readers, input) => run(given as string, context, readers, input),
});

/** Stars were paid. */
export const onPayment = (run: Answering<IncomingPayment>): GlobalAction => ({
  on: 'payment',
  run: async (given, context, readers, input) => run(given as IncomingPayment, context, readers, input),
});

/** A file that the current step does not handle: a voice message begins a transcription. */
export const onUnhandled = (kind: FileKind, run: Answering<IncomingFile>): GlobalAction => ({
  on: kind,
  run: async (given, context, readers, input) => run(given as IncomingFile, context, readers, input),
});

const isFree = ({ at }: Anywhere): boolean => !at || at.flow === MENU;

/** Free text in the menu is treated as an idea; inside a flow it is not, and a text with an address never is. */
export const onFreeText = (run: Answering<string>): GlobalAction => ({
  on: 'text',
  run: async (given, context, readers, input) =>
    isFree(context) && !hasLink(given as string) ? run(given as string, context, readers, input) : undefined,
});

/** A message in the menu that is an address and nothing else. */
export const onFreeLink = (run: Answering<string>): GlobalAction => ({
  on: 'text',
  run: async (given, context, readers, input) => {
    const link = linkIn(given as string);
    return link && isFree(context) ? run(link, context, readers, input) : undefined;
  },
});

/** Free text in a conversation whose steps take none: a search, which reads the typed words. */
export const onTextIn = (flow: { readonly name: string }, run: Answering<string>): GlobalAction => ({
  on: 'text',
  run: async (given, context, readers, input) =>
    context.at?.flow === flow.name ? run(given as string, context, readers, input) : undefined,
});

/** The screens behind the first screen of the menu. Buttons carry the index: append, never reorder. */
export const STOREYS = ['create', 'works', 'assistant', 'settings'] as const;
export type Storey = (typeof STOREYS)[number];

/** A line of the menu. */
export interface MenuEntry {
  readonly button: Callback<Record<never, never>>;
  readonly label: Readonly<Record<Language, string>>;
  readonly storey: Storey;
  /** Its place among the entries of its storey. */
  readonly place: number;
  /** Which people see the entry on the first screen, too, which has room for two such entries. Absent: none. */
  readonly first?: 'everyone' | 'with-avatar' | 'without-avatar';
}

/** Work under way that can still be stopped. */
export interface Stoppable {
  /** «Аватар · Анна». */
  readonly name: string;
  readonly stop: (label: string) => CallbackButton;
}

/** Reads lines that would be drawn as ideas: a question is answered as the command it asks for. */
export interface Intents {
  /** The command of a question; undefined for an idea. */
  readonly commandFor: (typed: string) => string | undefined;
  /** The button below the answer, for a line that was an idea after all. */
  readonly drawAnyway: (language: Language) => CallbackButton;
}

/** A payment that a person is about to make. */
export interface Invoice {
  readonly payload: string;
  readonly currency: string;
  readonly amount: number;
}

/** The consent that a person gives before the bot takes their files; one feature of a bot states it. */
export interface Consent {
  /** The screen in a message of its own: the conversation's step stays open. */
  readonly screen: (language: Language) => Screen;
  /** A toast for a button that has to wait for the consent. */
  readonly first: (language: Language) => Html;
}

/** One conversation folder as the rest of the app sees it. */
export interface Feature {
  readonly flows?: readonly Flow<never, never>[];
  readonly actions?: readonly GlobalAction[];
  readonly menu?: readonly MenuEntry[];
  readonly stoppable?: (context: LoadContext, readers: Readers) => Promise<readonly Stoppable[]>;
  readonly mayBePaid?: (invoice: Invoice) => boolean;
  readonly intents?: Intents;
  readonly consent?: Consent;
  readonly needConsent?: readonly string[];
  readonly withdrawn?: readonly Effect[];
}

/** The export of a folder. A line in features.ts adds it to the bot; jobs.ts names the handlers of its jobs. */
export const feature = (parts: {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- flows of any draft and steps
  readonly flows?: readonly Flow<any, any>[];
  readonly actions?: readonly GlobalAction[];
  readonly menu?: readonly MenuEntry[];
  /** The feature's work that is under way for this person and can still be stopped; /cancel asks for it. */
  readonly stoppable?: (context: LoadContext, readers: Readers) => Promise<readonly Stoppable[]>;
  /**
   * Whether an invoice is the feature's own and still valid. It is asked right before the payment, and must answer
   * without the database.
   */
  readonly mayBePaid?: (invoice: Invoice) => boolean;
  /** Guesses the meaning of free text; one feature of a bot can. */
  readonly intents?: Intents;
  readonly consent?: Consent;
  /**
   * Jobs that bring a person's things to where they are kept or looked at: a conversation sends none before its
   * person's consent. A button may ask for one long after the file came, when the consent is withdrawn or is for an
   * older text.
   */
  readonly needConsent?: readonly string[];
  /** What the feature deletes when the person withdraws their consent. */
  readonly withdrawn?: readonly Effect[];
}): Feature => parts as Feature;

export type { LoadContext };
