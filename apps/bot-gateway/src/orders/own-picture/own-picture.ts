import type { OrderId, PictureId, UserId } from '@aisha/domain';
import { PICTURE_USES, type PictureUse, type SentPhotoUse } from '@aisha/kinds';
import type { Picture } from '@aisha/kinds/tables';
import { callback, id, type LoadContext, oneOf, type Readers } from '../../engine/conversation';
import { ChangedPictures } from '../../readers';

/** How many buttons «Картинка 2» a narrow phone shows side by side. */
export const PICTURES_IN_A_ROW = 2;

/** The chosen picture, with its sides in pixels. */
export interface OwnPicture {
  readonly id: PictureId;
  readonly width: number;
  readonly height: number;
}

export const chosen = ({ id, width, height }: Picture): OwnPicture => ({ id, width, height });

/** The part of a draft that says which picture of ours the conversation is about. */
export interface OwnPictureDraft {
  /** The order that delivered the pictures. */
  readonly from?: OrderId;
  readonly picture?: OwnPicture;
}

/** The pictures of the conversation's order that are still there, by position; empty when the conversation is about no order. */
export const picturesLeft = async (
  readers: Readers,
  { from }: OwnPictureDraft,
  { person }: Pick<LoadContext, 'person'>,
): Promise<readonly Picture[]> => (from ? readers.of(ChangedPictures).ofOrder(person.userId, from) : []);

/** A draft about the picture that an offer named, for a person whose screen with that offer is gone. Undefined once the picture is gone. */
export const leftPicture = async (
  readers: Readers,
  userId: UserId,
  pictureId: PictureId,
): Promise<Required<OwnPictureDraft> | undefined> => {
  const one = await readers.of(ChangedPictures).one(userId, pictureId);
  return one ? { from: one.picture.orderId, picture: chosen(one.picture) } : undefined;
};

/** The step that follows once the picture is known: an edit first asks what to change, every other use shows the price. */
export const stepWithPicture = (use: PictureUse | SentPhotoUse): 'change' | 'confirm' =>
  use === 'edit' ? 'change' : 'confirm';

/**
 * Begins the conversation for one use of a delivered picture, such as an edit. If the order has several pictures, the conversation first
 * asks for one.
 */
export const usePictures = callback('pic.of', { use: oneOf(PICTURE_USES), orderId: id<OrderId>() });

/** Begins the conversation for one use of this picture, such as an edit. */
export const usePicture = callback('pic.one', {
  use: oneOf(PICTURE_USES),
  orderId: id<OrderId>(),
  pictureId: id<PictureId>(),
});
