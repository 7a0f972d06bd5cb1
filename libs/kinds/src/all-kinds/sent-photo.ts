import { ORDER_KIND, type OrderKind } from '../lists/kinds';
import { ORDER_KINDS } from './order-kinds';

type Conversation<Field extends 'ofPictures' | 'ofPhotos'> = Exclude<
  { [K in OrderKind]: (typeof ORDER_KIND)[K][Field] }[OrderKind],
  null
>;
const conversations = <Field extends 'ofPictures' | 'ofPhotos'>(field: Field): Conversation<Field>[] =>
  ORDER_KINDS.map((kind) => ORDER_KIND[kind][field]).filter((name): name is Conversation<Field> => name !== null);

/** The uses of a picture that we have made: the names of the conversations that begin with one. */
export type PictureUse = Conversation<'ofPictures'>;
export const PICTURE_USES: readonly PictureUse[] = conversations('ofPictures');

/** The uses of a photo that a person sends. */
export type SentPhotoUse = Conversation<'ofPhotos'>;
export const SENT_PHOTO_USES: readonly SentPhotoUse[] = conversations('ofPhotos');

/**
 * Why a sent photo cannot be used, which its person learns before a price is shown; each reason has words of its own. `unavailable`: our
 * side is at fault, and a later attempt may work.
 */
export const SENT_PHOTO_REFUSALS = [
  'not-fetched',
  'deleted',
  'not-a-picture',
  'damaged',
  'too-large',
  'too-many-at-once',
  'too-many-today',
  'storage-full',
  'not-decent',
  'no-face',
  'child',
  'known-face',
  'too-many-faces',
  'unavailable',
] as const;
export type SentPhotoRefusal = (typeof SENT_PHOTO_REFUSALS)[number];
