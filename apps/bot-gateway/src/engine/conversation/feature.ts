import type { Language } from '@aisha/domain';
import type { Readers } from '../../readers';
import type { Callback, Fields } from './callback';
import type { Flow, LoadContext, StepContext } from './flow';
import type { FileKind, IncomingFile, IncomingPayment, Input } from './input';
import type { Elsewhere } from './move';
import { MENU } from './registry';

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
  /** Reads, then answers. Undefined: the input is not for this action. */
  readonly run: (given: unknown, context: Anywhere, readers: Readers, input: Input) => Promise<Elsewhere | undefined>;
}

type Answering<Given> = (
  given: Given,
  context: Anywhere,
  readers: Readers,
  input: Input,
) => Elsewhere | undefined | Promise<Elsewhere | undefined>;

/**
 * A button that works for ever on any message: on results, on cards, in the menu. It may read, but never write: effects write. It
 * must check that its fields name what belongs to the person.
 */
export const onButton = <F extends Fields>(callback: Callback<F>, run: Answering<F>): GlobalAction => ({
  on: 'button',
  callback: callback as unknown as Callback,
  run: async (given, context, readers, input) => run(given as F, context, readers, input),
});

/** `/name`, listed in Telegram's command menu when described. `given` is what follows the name. */
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

/** Free text in the menu is treated as an idea; inside a flow it is not. */
export const onFreeText = (run: Answering<string>): GlobalAction => ({
  on: 'text',
  run: async (given, context, readers, input) =>
    context.at && context.at.flow !== MENU ? undefined : run(given as string, context, readers, input),
});

/** A line of the menu. */
export interface MenuEntry {
  readonly button: Callback<Record<never, never>>;
  readonly label: Readonly<Record<Language, string>>;
  /** Entries of the same row stand side by side; rows are sorted by it. */
  readonly row: number;
}

/** What a person is about to pay. */
export interface Invoice {
  readonly payload: string;
  readonly currency: string;
  readonly amount: number;
}

/** One conversation folder as the rest of the app sees it. */
export interface Feature {
  readonly flows?: readonly Flow<never, never>[];
  readonly actions?: readonly GlobalAction[];
  readonly menu?: readonly MenuEntry[];
  readonly mayBePaid?: (invoice: Invoice) => boolean;
}

/** What a folder exports. A line in features.ts adds it to the bot; jobs.ts names the handlers of its jobs. */
export const feature = (parts: {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- flows of any draft and steps
  readonly flows?: readonly Flow<any, any>[];
  readonly actions?: readonly GlobalAction[];
  readonly menu?: readonly MenuEntry[];
  /** Whether an invoice is the feature's own and still valid; asked right before the payment, and answered without the database. */
  readonly mayBePaid?: (invoice: Invoice) => boolean;
}): Feature => parts as Feature;

export type { LoadContext };
