import type { Language, OrderId, OrderKind, UserId } from '@aisha/domain';
import type { Button, Html } from '../engine/conversation';
import type { Content } from '../engine/deliveries/content';
import type { Readers } from '../readers';
import type { ResultCardState } from './result.state';

type InEachLanguage<T> = Readonly<Record<Language, T>>;
type Buttons = (state: ResultCardState, language: Language) => readonly Button[][];

/** Who asks for a result once more. */
export interface AskingAgain {
  readonly readers: Readers;
  readonly userId: UserId;
  readonly language: Language;
}

/** A delivered result, sent once more from its receipt. */
interface Again {
  readonly label: InEachLanguage<string>;
  /** As it was delivered; nothing when it is gone. */
  readonly contents: (orderId: OrderId, asking: AskingAgain) => Promise<readonly Content[]>;
}

/** The view of a kind of order, from the feature that places such orders. */
export interface OrderKindView<Kind extends OrderKind = OrderKind> {
  readonly kind: Kind;
  /** On the order's card. */
  readonly title: InEachLanguage<string>;
  /** In a line of the history: shorter. */
  readonly shortTitle: InEachLanguage<string>;
  /** How many were ordered, where that says something to a person: «×4». */
  readonly units?: InEachLanguage<(units: number) => string>;
  /** Absent: the person finds it elsewhere. */
  readonly again?: Again;
  /** Above the receipt of a delivered order; `what` was ordered. */
  readonly delivered: InEachLanguage<(what: string, state: ResultCardState) => Html>;
  /** The buttons of a result. */
  readonly resultButtons: Buttons;
  /** The buttons of a failure, besides the menu. */
  readonly retryButtons: Buttons;
}

/** Every kind of order; `features.ts` names them, and does not compile when one is missing. */
export type OrderKindViews = { readonly [Kind in OrderKind]: OrderKindView<Kind> };
