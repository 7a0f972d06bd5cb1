import type { Language, OrderKind } from '@aisha/domain';
import type { Button, Html } from '../engine/conversation';
import type { ResultCardState } from './result.state';

type InEachLanguage<T> = Readonly<Record<Language, T>>;
type Buttons = (state: ResultCardState, language: Language) => readonly Button[][];

/** The view of a kind of order, from the feature that places such orders. */
export interface OrderKindView<Kind extends OrderKind = OrderKind> {
  readonly kind: Kind;
  /** On the order's card. */
  readonly title: InEachLanguage<string>;
  /** In a line of the history: shorter. */
  readonly shortTitle: InEachLanguage<string>;
  /** Above the receipt of a delivered order; `what` was ordered. */
  readonly delivered: InEachLanguage<(what: string, state: ResultCardState) => Html>;
  /** The buttons of a result. */
  readonly resultButtons: Buttons;
  /** The buttons of a failure, besides the menu. */
  readonly retryButtons: Buttons;
}

/** Every kind of order; `features.ts` names them, and does not compile when one is missing. */
export type OrderKindViews = { readonly [Kind in OrderKind]: OrderKindView<Kind> };
