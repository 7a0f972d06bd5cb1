import type { AvatarId, Language, OrderId, UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { FileKindOf } from '@aisha/kinds/tables';
import type { Button, Html, Readers, ShownCard } from '../engine/conversation';
import type { Content } from '../engine/deliveries/content';
import type { DeliveredFacts, ResultCardState } from './result.state';
import type { FileKindView } from './file-kind';

type InEachLanguage<T> = Readonly<Record<Language, T>>;
type Buttons = (state: ResultCardState, language: Language) => readonly Button[][];

/** The person who wants a result, and the readers with which it is read. */
export interface AskingForResult {
  readonly readers: Readers;
  readonly userId: UserId;
  readonly language: Language;
}

/** Whom a result shows, as far as its rows say. */
interface ShownPeople {
  /** The avatars that the result shows, the person's own and other people's. */
  readonly avatarIds: readonly AvatarId[];
  /** Whether the result shows other people. Those people gave a permission, or the person says that they agree. */
  readonly areOthers?: boolean;
}

/** What a delivered order contains. */
export interface DeliveredResult {
  /** The messages with the result; empty when the person has deleted the result meanwhile. */
  readonly contents: readonly Content[];
  /** For each picture, its place in the album as the album was drawn, counted from 0. Absent: the places are 0, 1, 2 and so on. */
  readonly places?: readonly number[];
  /** More facts for the card of the result. */
  readonly of?: DeliveredFacts;
  /** Reads whom the result shows. Called only when the result is to be shared. */
  readonly shows?: () => Promise<ShownPeople>;
  /** Reads a card to show below the result, such as a hint. Called only when the result is delivered, not when it is sent again. */
  readonly below?: () => Promise<ShownCard | undefined>;
  /** The avatar with which the person's next idea is drawn; when absent, the choice stays as it is. */
  readonly nextAvatar?: AvatarId;
}

/** How the bot shows and handles orders of a kind. The feature that places such orders provides it. */
export interface OrderKindView<Kind extends OrderKind = OrderKind> {
  readonly kind: Kind;
  /** The title on the order's card. */
  readonly title: InEachLanguage<string>;
  /** The title for a line of the history, where there is less room. */
  readonly shortTitle: InEachLanguage<string>;
  /** The name of the step before the actual work, on the order's card. */
  readonly preparing: InEachLanguage<string>;
  /** How «Мои файлы» shows the files that the kind's rows name. */
  readonly files: { readonly [File in FileKindOf<Kind>]: FileKindView };
  /** The number of units in a title, for kinds where the number matters to a person: «×4». */
  readonly units?: InEachLanguage<(units: number) => string>;
  /** Reads the result from the kind's rows. Only `resultOf` calls it, because `resultOf` knows the results that are being deleted. */
  readonly result: (orderId: OrderId, asking: AskingForResult) => Promise<DeliveredResult>;
  /** Whether `result` itself leaves out what is being deleted: it reads the person's changes with its rows, in one statement. */
  readonly leavesOutDeleted?: true;
  /** The label of the button on the receipt that sends the result again; absent when the person finds the result elsewhere. */
  readonly again?: InEachLanguage<string>;
  /** The words above the receipt of a delivered order; `what` is the thing that was ordered. */
  readonly delivered: InEachLanguage<(what: string, state: ResultCardState) => Html>;
  /** The words below a result in which a part of the order is missing, for kinds that end in parts and do not count them. */
  readonly incomplete?: InEachLanguage<(told: { readonly isCancelled: boolean }) => Html>;
  /** The buttons below a result. */
  readonly resultButtons: Buttons;
  /** The buttons below a result that are behind «⋯»; the button «⋯» is one of the `resultButtons`. */
  readonly moreButtons?: Buttons;
  /** The buttons below a failure, besides the menu. */
  readonly retryButtons: Buttons;
}

/** The views of all kinds of orders. `features.ts` lists them, and does not compile when one is missing. */
export type OrderKindViews = { readonly [Kind in OrderKind]: OrderKindView<Kind> };
