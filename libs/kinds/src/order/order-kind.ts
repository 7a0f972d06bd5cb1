import type { AvatarId, OrderId, PhotoId, PictureId } from '@aisha/domain';

/** The providers that run orders for us, by the name of our account there. */
export type ProviderWithSlots = 'fal';

/** The product's knowledge of a kind of order; the kind's app does the work. */
export interface OrderKindRecord {
  /** The kind's place in every list, from 0. Buttons in chats carry the place, so it is never given to another kind. */
  readonly place: number;
  /** The app that does the work, by the name of its inbox. */
  readonly worker: 'avatar-trainer' | 'image-generator' | 'transcriber' | 'photo-enhancer';
  /** The schema and the table of its orders. */
  readonly table: string;
  /** The items of the kind that have a price; amounts are dated rows in billing.price. */
  readonly items: readonly string[];
  /** The provider whose account the kind's requests share; null: the work needs no provider's slot. */
  readonly slots: ProviderWithSlots | null;
  /** Slots of its provider that the kind leaves to the other kinds, because one of its requests takes minutes. */
  readonly leavesSlots: number;
  /** Whether the person is told «3 of 4» when fewer units were delivered than ordered. Every kind is charged for what was delivered. */
  readonly tellsParts: boolean;
  /**
   * Whether an order that ends early delivers what is done, and is charged for that; if not, it delivers nothing. An order whose units are
   * counted request by request (`Policy.made`) always delivers what is done.
   */
  readonly endsInParts: boolean;
  /** Whether collecting a result takes minutes, which makes its callbacks long jobs (decision 114). */
  readonly collectsLong: boolean;
  /** Seconds after which an order that has not begun is called late: the price screen warns of a longer wait. */
  readonly longestWaitSeconds: number;
  /**
   * What a unit of each item costs us, in millionths of a US dollar by the providers' lists (`item-costs.spec.ts` holds it to the
   * catalogue). A person who has less free work left than this cannot cancel an order of the item free of charge once it has begun.
   */
  readonly unitCosts: Readonly<Record<string, number>>;
  /**
   * The items whose units are asked of a model one after another, and delivered as far as they are done: an order of them that ends with
   * nothing has cost one unit. An order of any other item may cost all of its units.
   */
  readonly inTurn?: readonly string[];
  /** The conversation that begins an order of the kind with a picture we have made; null: none does. */
  readonly ofPictures: string | null;
  /** The conversation that begins an order of the kind with a photo that the person sends or keeps in the bot; null: none does. */
  readonly ofPhotos: string | null;
  /** Whether a person may send a result on to friends, in a message made for that (decision 243). */
  readonly isShared: boolean;
  /** The column of the kind's table by which orders are timed: orders with the same value take about the same time. */
  readonly timedBy: string;
}

/** The input of an order. Each kind takes some of these inputs; among the columns that all orders share there is no input. */
type OrderInput =
  | { readonly kind: 'avatar'; readonly avatarId: AvatarId }
  /** Nothing but the person's idea: a picture without an avatar. */
  | { readonly kind: 'idea' }
  /** A picture that an earlier order of the same person delivered. */
  | { readonly kind: 'picture'; readonly orderId: OrderId; readonly pictureId: PictureId }
  /** A photo that the person has sent for this order; it waits in storage. */
  | { readonly kind: 'photo'; readonly photoId: PhotoId }
  /** A picture of an earlier edit by the same person: the changed one, or the sent photo before the change. */
  | { readonly kind: 'edit'; readonly orderId: OrderId; readonly side: 'before' | 'after' };
export type InputOf<Kind extends OrderInput['kind']> = Extract<OrderInput, { kind: Kind }>;

/** The avatar of an order of pictures; null: the pictures are drawn without an avatar. */
export const avatarIn = (input: InputOf<'avatar' | 'idea'>): AvatarId | null =>
  input.kind === 'avatar' ? input.avatarId : null;
