import type { Message } from '@aisha/contracts';
import type { Language, TelegramId } from '@aisha/domain';
import type { UnitSpan, WorkFacts } from '@aisha/platform';
import { hasLink, linkIn } from '../links/link';
import type { Callback, Fields } from '../screen/callback';
import { type Flow, type LoadContext, MENU, type StepContext } from './flow';
import type { FileKind, IncomingFile, IncomingPayment, Input } from './input';
import type { Html } from '@aisha/words';
import type { Effect, Elsewhere, Otherwise } from './move';
import type { CallbackButton, Screen } from '../screen/screen';
import type { Readers } from './readers';

/** What a global action knows: the person, and their conversation with its draft. */
export interface Anywhere extends Omit<StepContext, 'data' | 't'> {
  readonly at: { readonly flow: string; readonly draft: unknown } | undefined;
}

/** An action that works at any time, in every conversation. */
export interface GlobalAction {
  readonly on: 'button' | 'command' | 'payment' | 'text' | FileKind;
  /** The button that the action answers. */
  readonly callback?: Callback;
  /** A command's name and its line in Telegram's menu. With null the command works but is not listed. */
  readonly command?: string;
  readonly described?: Readonly<Record<Language, string>> | null;
  /** Whether a banned person may do this, too: because it is about their own data, and a screen that is open to them shows it. */
  readonly isOpenToBanned?: boolean;
  /** Reads, then answers. Returns undefined when the action does not handle the input. */
  readonly run: (given: unknown, context: Anywhere, readers: Readers, input: Input) => Promise<Elsewhere | undefined>;
}

type Answering<Given> = (
  given: Given,
  context: Anywhere,
  readers: Readers,
  input: Input,
) => Elsewhere | undefined | Promise<Elsewhere | undefined>;

/**
 * A button that works on any message, however old: on results, on cards, in the menu. Its action may read but must not write, because
 * effects write. It must check that its fields name things of the person.
 */
export const onButton = <F extends Fields>(
  callback: Callback<F>,
  run: Answering<F>,
  { isOpenToBanned = false }: Pick<GlobalAction, 'isOpenToBanned'> = {},
): GlobalAction => ({
  on: 'button',
  callback: callback as unknown as Callback,
  isOpenToBanned,
  run: async (given, context, readers, input) => run(given as F, context, readers, input),
});

/** A command `/name`. Telegram's menu lists it when it is described. `given` is the text after the name. */
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

/** Handles a payment, in Stars or by card. */
export const onPayment = (run: Answering<IncomingPayment>): GlobalAction => ({
  on: 'payment',
  run: async (given, context, readers, input) => run(given as IncomingPayment, context, readers, input),
});

/** Handles a file that the current step does not handle: for example, a voice message begins a transcription. */
export const onUnhandled = (kind: FileKind, run: Answering<IncomingFile>): GlobalAction => ({
  on: kind,
  run: async (given, context, readers, input) => run(given as IncomingFile, context, readers, input),
});

const isFree = ({ at }: Anywhere): boolean => !at || at.flow === MENU;

/** Handles free text in the menu, but no text with an address, and none in another conversation. */
export const onFreeText = (run: Answering<string>): GlobalAction => ({
  on: 'text',
  run: async (given, context, readers, input) =>
    isFree(context) && !hasLink(given as string) ? run(given as string, context, readers, input) : undefined,
});

/** Handles a message in the menu that is an address and nothing else. */
export const onFreeLink = (run: Answering<string>): GlobalAction => ({
  on: 'text',
  run: async (given, context, readers, input) => {
    const link = linkIn(given as string);
    return link && isFree(context) ? run(link, context, readers, input) : undefined;
  },
});

/** Handles free text in a conversation whose steps take none, such as a search that reads the typed words. */
export const onTextIn = (flow: { readonly name: string }, run: Answering<string>): GlobalAction => ({
  on: 'text',
  run: async (given, context, readers, input) =>
    context.at?.flow === flow.name ? run(given as string, context, readers, input) : undefined,
});

/** Work under way that can still be stopped. */
interface Stoppable {
  /** The name for the person: «Аватар · Анна». */
  readonly name: string;
  readonly stop: (label: string) => CallbackButton;
}

interface NamedCommand {
  readonly name: string;
  readonly argument: string;
}

/** Recognises questions among the lines that are otherwise an input of their own. A question is answered as the command for which it asks. */
export interface Intents {
  /** The command for which a question asks, and its argument (empty when the question has none); undefined for any other line. */
  readonly commandFor: (typed: string) => NamedCommand | undefined;
  /** The command for which a line asks that is known word for word; undefined for any other line. */
  readonly commandForKnown: (typed: string) => NamedCommand | undefined;
  /** What stands below the answer to a question, for a typed line that was none after all. */
  readonly otherwise: (language: Language) => Otherwise;
}

/** A payment that a person is about to make. */
export interface Invoice {
  readonly payload: string;
  readonly currency: string;
  readonly amount: number;
  /** Who is about to pay. */
  readonly telegramId: TelegramId;
}

/** Why one of the feature's own invoices may not be paid now, as plain text; Telegram shows it beside the invoice. */
interface PaymentRefusal {
  readonly because: (language: Language) => string;
}

/** Whether an invoice may be paid; false for an invoice that is not the feature's own. */
export type PaymentAnswer = boolean | PaymentRefusal;

/** An input that waits for its person's consent, and the draft of the step at which it came. */
export interface Waiting {
  readonly input: Input;
  readonly draft: unknown;
}

/** The consent that a person gives before the bot takes their files; one feature of a bot states it. */
export interface Consent {
  /** The consent screen for an input that waits. It is a message of its own, and the conversation's step stays open. */
  readonly screen: (language: Language, waiting: Waiting) => Screen;
  /** The toast for a button that has to wait for the consent. */
  readonly first: (language: Language) => Html;
}

/** The work that a message asks for, under whose name the log and the traces have everything that comes of the message. */
export interface AskedWork {
  readonly facts: WorkFacts;
  /** The line of the log about the asking. */
  readonly event: string;
  readonly span: UnitSpan;
}

/** One conversation folder as the rest of the app sees it. `Entry` is a line of the bot's menu, as the feature of the menu defines it. */
export interface Feature<Entry = unknown> {
  readonly flows?: readonly Flow<never, never>[];
  readonly actions?: readonly GlobalAction[];
  readonly menu?: readonly Entry[];
  /** The person's work of this feature that is under way and can still be stopped; /cancel offers it. */
  readonly stoppable?: (context: LoadContext, readers: Readers) => Promise<readonly Stoppable[]>;
  /**
   * Whether an invoice is the feature's own and still valid. Telegram asks right before the payment and waits ten seconds, so the answer
   * reads the database only when it has to.
   */
  readonly mayBePaid?: (invoice: Invoice, readers: Readers) => PaymentAnswer | Promise<PaymentAnswer>;
  /** Recognises questions in free text. Only one feature of a bot may have this. */
  readonly intents?: Intents;
  /** The work for which a message of a conversation asks; undefined for any other message. Only one feature of a bot may have this. */
  readonly asked?: (message: Message) => AskedWork | undefined;
  readonly consent?: Consent;
  /**
   * The names of jobs that a conversation sends only with the person's consent: those that bring a person's files to where they are kept or
   * looked at, and the one that places an order. A button may ask for such a job long after a file came, when the consent has been
   * withdrawn or is for an older text.
   */
  readonly needConsent?: readonly string[];
  /** What the feature deletes when the person withdraws their consent. */
  readonly withdrawn?: readonly Effect[];
}

/**
 * Declares the parts of a conversation folder. A line in features.ts adds them to the bot; jobs.ts names the handlers of the folder's jobs.
 * A feature with lines in the menu names their type.
 */
export const feature = <Entry = never>(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- flows of any draft and steps
  parts: Omit<Feature<NoInfer<Entry>>, 'flows'> & { readonly flows?: readonly Flow<any, any>[] },
): Feature<Entry> => parts as Feature<Entry>;

export type { LoadContext };
