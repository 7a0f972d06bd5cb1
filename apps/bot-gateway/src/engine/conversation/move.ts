import type { Message } from '@aisha/contracts';
import type { Transaction } from '@aisha/database';
import type { Language, UserId } from '@aisha/domain';
import type { Content } from '../deliveries/content';
import type { DeliveryOptions } from '../deliveries/deliveries';
import type { Card } from '../cards/card';
import type { Html } from '@aisha/words';
import type { CallbackButton } from '../screen/screen';
import type { Change } from './pending-change.store';

type SayOptions = Pick<DeliveryOptions, 'cardKey' | 'class' | 'onceFor' | 'onceWithinMs' | 'orderId'>;

/**
 * The effects of a move. They run in the transaction that marks the update as handled. An effect that only one feature needs is a `write`.
 */
export type Effect =
  | { readonly kind: 'send'; readonly message: Message; readonly change: Change | undefined }
  | { readonly kind: 'say'; readonly content: Content; readonly options: SayOptions }
  | {
      readonly kind: 'card';
      readonly card: Card;
      readonly id: string;
      /** Null deletes the card's message. */
      readonly change: ((state: unknown) => unknown) | null;
      readonly movesDown: ((before: unknown) => boolean) | undefined;
    }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'write'; readonly name: string; readonly value: unknown; readonly run: Write<unknown> };

/** An effect that shows a card, and removes none. */
export type ShownCard = Extract<Effect, { readonly kind: 'card' }> & { readonly change: (state: unknown) => unknown };

/** Writes rows of this app about the person, in the transaction of the move. */
export type Write<Value> = (tx: Transaction, userId: UserId, value: Value) => Promise<unknown>;

/** Sends a job to another app, or to this one (fetch-file). With a `change`, lists show the change before the other app has made it. */
export const send = (message: Message, change?: Change): Effect => ({ kind: 'send', message, change });
/**
 * Sends another message, such as an album, a document or an invoice. The message appears above the next screen, or below the words of a move
 * that only answers or ends the conversation.
 */
export const say = (content: Content, options: SayOptions = {}): Effect => ({ kind: 'say', content, options });
/** Opens a card or changes its state; the state is undefined for a new card. `movesDown` says when the card moves below later messages. */
export const showCard = <S>(
  card: Card<S>,
  id: string,
  change: (state: S | undefined) => S,
  movesDown?: (before: S) => boolean,
): ShownCard => ({
  kind: 'card',
  card: card as unknown as Card,
  id,
  change: change as (state: unknown) => unknown,
  movesDown: movesDown as ((before: unknown) => boolean) | undefined,
});
/** Removes a card's message from the chat. */
export const removeCard = ({ kind }: Pick<Card, 'kind'>, id: string): Effect => ({
  kind: 'card',
  card: { kind } as Card,
  id,
  change: null,
  movesDown: undefined,
});
/**
 * Defines an effect of a feature: rows it writes about a person in a conversation.
 *
 * @example export const livesIn = write('time-zone', (tx, userId, timeZone: string) =>
 *   tx.query('UPDATE bot.person SET time_zone = $2 WHERE user_id = $1', [userId, timeZone])); // in a step:
 *   goTo('history', draft, livesIn('Europe/Riga'))
 */
export const write =
  <Value>(name: string, run: Write<Value>) =>
  (value: Value): Effect => ({ kind: 'write', name, value, run: run as Write<unknown> });
/** Changes the language in which the bot speaks, from the move's own screen on. */
export const speak = (language: Language): Effect => ({ kind: 'language', language });

/** Identifies a draft of a person. `about` is the id of what the draft is about; empty for a flow with one draft. */
export interface DraftKey {
  readonly flow: string;
  readonly about: string;
}

/** Where an input leads. */
export type Move<Draft = unknown, StepName extends string = string> =
  | {
      readonly to: 'step';
      readonly step: StepName;
      readonly draft: Draft;
      /** A toast for the pressed button. */
      readonly notice?: Html;
      readonly effects: readonly Effect[];
    }
  | {
      readonly to: 'stay';
      readonly draft: Draft;
      readonly notice: Html | undefined;
      readonly effects: readonly Effect[];
    }
  | { readonly to: 'end'; readonly words: Html | undefined; readonly effects: readonly Effect[] }
  | { readonly to: 'menu'; readonly notice: Html | undefined; readonly effects: readonly Effect[] }
  | {
      readonly to: 'flow';
      readonly flow: string;
      readonly step: string | undefined;
      readonly draft: unknown;
      /** A draft that the bot no longer offers; it may be the draft of the person's present conversation. */
      readonly drops?: DraftKey;
      /** Set when a card among the effects shows the conversation's state, so that the step's screen is not sent. */
      readonly isQuiet?: boolean;
      /** The question that the screen answers, if the person typed it. */
      readonly question?: Question;
      /** A toast for the pressed button. */
      readonly notice?: Html;
      readonly effects: readonly Effect[];
    }
  | { readonly to: 'resume'; readonly draft: DraftKey; readonly notice?: Html; readonly effects: readonly Effect[] }
  | { readonly to: 'reply'; readonly notice: Html | undefined; readonly effects: readonly Effect[] };

/** A typed line that the bot reads as a question. */
export interface Question {
  /** The person's message, which the screen quotes. */
  readonly messageId: number;
  /** What the line may have meant instead, in the language of the screen, because the move may have changed the language. */
  readonly otherwise: (language: Language) => Otherwise;
}

/** The way out for a person whose line was read as a question and meant something else. */
export interface Otherwise {
  /** The button that handles the line as if it were no question. */
  readonly button: CallbackButton;
  /** The words above the button when it is a message of its own. */
  readonly words: Html;
}

/** The moves with which an action may answer in every conversation, because they belong to no step. */
export type Elsewhere = Exclude<Move<never, never>, { to: 'step' | 'stay' }>;

/**
 * Ends the conversation and removes its draft. After a press on the screen `words` replace it; otherwise they are a new message. Without
 * words the first card among the effects replaces the pressed screen.
 */
export const finish = (words?: Html, ...effects: readonly Effect[]): Elsewhere => ({ to: 'end', words, effects });
/** Leads to the menu; the draft is kept behind «🔄 Продолжить». */
export const leave = (notice?: Html, ...effects: readonly Effect[]): Elsewhere => ({ to: 'menu', notice, effects });
/** Answers and leaves the conversation unchanged. After a button the notice is a toast (200 characters), otherwise a message. */
export const answer = (notice?: Html, ...effects: readonly Effect[]): Elsewhere => ({ to: 'reply', notice, effects });
/** Resumes a draft, or restores a dropped one. */
export const resume = (draft: DraftKey): Elsewhere => ({ to: 'resume', draft, effects: [] });
/** Begins a conversation at its first step with a fresh draft, or at `step` with the given draft. */
export const open = <D, S extends string>(
  flow: { readonly name: string; readonly types?: { draft: D; step: S } | undefined },
  at?: { readonly step?: NoInfer<S>; readonly draft: NoInfer<D> },
  ...effects: readonly Effect[]
): Elsewhere => ({ to: 'flow', flow: flow.name, step: at?.step, draft: at?.draft, effects });
/** Opens a conversation and drops a draft, which may be the one the person is in. The person can restore it for a day. */
export const openAndDrop = (dropped: DraftKey | undefined, ...to: Parameters<typeof open>): Elsewhere => ({
  ...open(...to),
  ...(dropped && { drops: dropped }),
});

/** Opens a conversation without the step's screen, because a card among the effects shows the conversation's state. */
export const openQuietly = <D, S extends string>(
  flow: { readonly name: string; readonly types?: { draft: D; step: S } | undefined },
  {
    step,
    draft,
    drops,
  }: { readonly step: NoInfer<S>; readonly draft: NoInfer<D>; readonly drops?: DraftKey | undefined },
  ...effects: readonly Effect[]
): Elsewhere => ({ to: 'flow', flow: flow.name, step, draft, isQuiet: true, ...(drops && { drops }), effects });
