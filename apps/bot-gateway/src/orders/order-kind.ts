import type { AvatarId, Language, OrderId, UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { FileKindOf } from '@aisha/kinds/tables';
import type { Button, Html, Readers } from '../engine/conversation';
import type { Content } from '../engine/deliveries/content';
import type { ResultCardState, ResultOutcome } from './result.state';
import type { FileKindView } from './file-kind';

type InEachLanguage<T> = Readonly<Record<Language, T>>;
type Buttons = (state: ResultCardState, language: Language) => readonly Button[][];

/** The person for whom a result is read, and their order. */
export interface AskingForResult {
  readonly readers: Readers;
  readonly userId: UserId;
  readonly language: Language;
}

/** What a delivered order brings. */
export interface DeliveredResult {
  /** The messages with the result; none when its person has deleted it meanwhile. */
  readonly contents: readonly Content[];
  /** More facts for the card of the result. */
  readonly of?: Partial<Omit<Extract<ResultOutcome, { readonly type: 'delivered' }>, 'type'>>;
  /** The avatar that the person's next idea is for. */
  readonly nextAvatar?: AvatarId;
}

/** The view of a kind of order, from the feature that places such orders. */
export interface OrderKindView<Kind extends OrderKind = OrderKind> {
  readonly kind: Kind;
  /** The title on the order's card. */
  readonly title: InEachLanguage<string>;
  /** The title in a line of the history: shorter. */
  readonly shortTitle: InEachLanguage<string>;
  /** The step before the work itself, on the order's card. */
  readonly preparing: InEachLanguage<string>;
  /** How «Мои файлы» shows the files that its rows name. */
  readonly files: { readonly [File in FileKindOf<Kind>]: FileKindView };
  /** The number of units in a title, for kinds where the number means something to a person: «×4». */
  readonly units?: InEachLanguage<(units: number) => string>;
  /** The result, read from the kind's rows: when it is delivered, and when its person requests it again. */
  readonly result: (orderId: OrderId, asking: AskingForResult) => Promise<DeliveredResult>;
  /** The button of its receipt that sends the result again; absent: the person finds the result elsewhere. */
  readonly again?: InEachLanguage<string>;
  /** The words above the receipt of a delivered order; `what` names the ordered thing. */
  readonly delivered: InEachLanguage<(what: string, state: ResultCardState) => Html>;
  /** The buttons of a result. */
  readonly resultButtons: Buttons;
  /** The buttons of a failure, besides the menu. */
  readonly retryButtons: Buttons;
}

/** Every kind of order; `features.ts` names them, and does not compile when one is missing. */
export type OrderKindViews = { readonly [Kind in OrderKind]: OrderKindView<Kind> };
