import type { Message } from '@aisha/contracts';
import type { Language } from '@aisha/domain';
import type { Content } from '../deliveries/content';
import type { DeliveryOptions } from '../deliveries/deliveries';
import type { Card } from '../cards/card';
import type { Html } from './html';
import type { Change } from './pending-change.store';

export type SayOptions = Pick<DeliveryOptions, 'cardKey' | 'onceFor' | 'onceWithinMs'>;

/** The effects of a move, all in the transaction that marks the update handled. */
export type Effect =
  | { readonly kind: 'send'; readonly message: Message; readonly change: Change | undefined }
  | { readonly kind: 'say'; readonly content: Content; readonly options: SayOptions }
  | {
      readonly kind: 'card';
      readonly card: Card;
      readonly id: string;
      readonly change: (state: unknown) => unknown;
      readonly movesDown: ((before: unknown) => boolean) | undefined;
    }
  | { readonly kind: 'forget-drafts'; readonly about: Readonly<Record<string, string>> }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'consent'; readonly answer: ConsentAnswer };

/** What a person says to the consent screen, or later. */
export type ConsentAnswer = 'agree' | 'decline' | 'withdraw';

/** A job for another app, or for this one (fetch-file). With a `change`, lists show the change before the other app makes it. */
export const send = (message: Message, change?: Change): Effect => ({ kind: 'send', message, change });
/** Another message: an album, a document, an invoice. It comes before the next screen. */
export const say = (content: Content, options: SayOptions = {}): Effect => ({ kind: 'say', content, options });
/** Opens or changes a card (undefined: it is new). `movesDown` says when the card moves below later messages. */
export const showCard = <S>(
  card: Card<S>,
  id: string,
  change: (state: S | undefined) => S,
  movesDown?: (before: S) => boolean,
): Effect => ({
  kind: 'card',
  card: card as unknown as Card,
  id,
  change: change as (state: unknown) => unknown,
  movesDown: movesDown as ((before: unknown) => boolean) | undefined,
});
/** Drops the person's drafts with these fields. */
export const forgetDrafts = (about: Readonly<Record<string, string>>): Effect => ({ kind: 'forget-drafts', about });
/** Records the person's answer. What waited for it is handled after this update, or forgotten. */
export const recordConsent = (answer: ConsentAnswer): Effect => ({ kind: 'consent', answer });
export const speak = (language: Language): Effect => ({ kind: 'language', language });

/** Where an input leads. */
export type Move<Draft = unknown, StepName extends string = string> =
  | {
      readonly to: 'step';
      readonly step: StepName;
      readonly draft: Draft;
      /** A toast, in answer to a button. */
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
      readonly effects: readonly Effect[];
    }
  | { readonly to: 'resume'; readonly flow: string; readonly effects: readonly Effect[] }
  | { readonly to: 'reply'; readonly notice: Html | undefined; readonly effects: readonly Effect[] };

/** What every action may answer, in any conversation. */
export type Elsewhere = Exclude<Move<never, never>, { to: 'step' | 'stay' }>;

/** Ends the conversation and drops its draft. The screen turns into `words`, or loses its buttons. */
export const finish = (words?: Html, ...effects: readonly Effect[]): Elsewhere => ({ to: 'end', words, effects });
/** To the menu; the draft waits behind «🔄 Продолжить». */
export const leave = (notice?: Html, ...effects: readonly Effect[]): Elsewhere => ({ to: 'menu', notice, effects });
/** Answers and leaves the conversation as it is. After a button the notice is a toast (200 characters), else a message. */
export const answer = (notice?: Html, ...effects: readonly Effect[]): Elsewhere => ({ to: 'reply', notice, effects });
/** Resumes a draft. */
export const resume = (flow: string): Elsewhere => ({ to: 'resume', flow, effects: [] });
/** Begins a conversation at its first step with a fresh draft, or at `step` with the given one. */
export const open = <D, S extends string>(
  flow: { readonly name: string; readonly types?: { draft: D; step: S } | undefined },
  at?: { readonly step?: NoInfer<S>; readonly draft: NoInfer<D> },
  ...effects: readonly Effect[]
): Elsewhere => ({ to: 'flow', flow: flow.name, step: at?.step, draft: at?.draft, effects });
