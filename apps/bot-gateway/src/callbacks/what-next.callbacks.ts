import type { Language, OrderId, PictureId } from '@aisha/domain';
import { PICTURE_USES, SENT_PHOTO_USES, type PictureUse, type SentPhotoUse } from '@aisha/kinds';
import { animateTexts, editTexts, restoreTexts, upscaleTexts } from '@aisha/words';
import type { CallbackButton } from '../engine/conversation';
import type { FileUse } from '../orders/file-kind';
import { usePicture, usePictures } from '../orders/own-picture/own-picture';
import { useKeptPhoto, useSentPhoto } from '../orders/sent-photo/sent-photo.callbacks';

type Words = Readonly<Record<Language, { readonly start: string }>>;

/** For each use of a picture that we made: the texts with the label of its button. */
const OF_PICTURES: Readonly<Record<PictureUse, Words>> = {
  upscale: upscaleTexts,
  animate: animateTexts,
  edit: editTexts,
};
/** For each use of a person's own photo: the texts with the label of its button. */
const OF_PHOTOS: Readonly<Record<SentPhotoUse, Words>> = {
  restore: restoreTexts,
  animate: animateTexts,
  edit: editTexts,
};

/** The buttons below the pictures of an order. Each begins another use of these pictures. */
export const usesOfPictures = (orderId: OrderId, language: Language): CallbackButton[] =>
  PICTURE_USES.map((use) => usePictures.button(OF_PICTURES[use][language].start, { use, orderId }));

/** The buttons below one picture. Each begins another use of the picture. */
export const usesOfPicture = (orderId: OrderId, pictureId: PictureId, language: Language): CallbackButton[] =>
  PICTURE_USES.map((use) => usePicture.button(OF_PICTURES[use][language].start, { use, orderId, pictureId }));

/** The buttons of a picture in «Мои файлы». Each begins another use of the picture. */
export const usesOfPictureFile: readonly FileUse[] = PICTURE_USES.map(
  (use) =>
    ({ orderId, id }, language) =>
      usePicture.button(OF_PICTURES[use][language].start, { use, orderId, pictureId: id as PictureId }),
);

/** The buttons below a photo that the person sent without being asked. */
export const usesOfSentPhoto = (language: Language): CallbackButton[] =>
  SENT_PHOTO_USES.map((use) => useSentPhoto.button(OF_PHOTOS[use][language].start, { use }));

/**
 * The buttons of an avatar's photo in «Мои файлы». Such a photo cannot be animated: its avatar may be stopped, and then no video may show
 * its face.
 */
export const usesOfPhotoFile: readonly FileUse[] = SENT_PHOTO_USES.filter((use) => use !== 'animate').map(
  (use) =>
    ({ kind, id }, language) =>
      useKeptPhoto.button(OF_PHOTOS[use][language].start, { use, kind, id }),
);
