import type { Message } from '@aisha/contracts';
import type { Language, OrderId, OrderKind, UserId } from '@aisha/domain';
import type { Button, Html } from '../engine/conversation';
import type { ResultCardState } from './result.state';

type InEachLanguage<T> = Readonly<Record<Language, T>>;
type Buttons = (state: ResultCardState, language: Language) => readonly Button[][];

/** What a person sees of a kind of order, and how it is stopped. The feature that places such orders says it. */
export interface OrderKindView<Kind extends OrderKind = OrderKind> {
  readonly kind: Kind;
  /** On the order's card. */
  readonly title: InEachLanguage<string>;
  /** In a line of the history: shorter. */
  readonly shortTitle: InEachLanguage<string>;
  /** Above the receipt of a delivered order; `what` was ordered. */
  readonly delivered: InEachLanguage<(what: string) => Html>;
  /** Whether fewer pieces than ordered may be delivered: then the result says how many. */
  readonly mayBePartial: boolean;
  /** What can be done with a result. */
  readonly resultButtons: Buttons;
  /** What can be done after a failure, besides going to the menu. */
  readonly retryButtons: Buttons;
  /** Asks the app that does the work to stop it. */
  readonly cancel: (order: { readonly orderId: OrderId; readonly userId: UserId }) => Message;
}

/** Every kind of order; `features.ts` names them, and does not compile when one is missing. */
export type OrderKindViews = { readonly [Kind in OrderKind]: OrderKindView<Kind> };
