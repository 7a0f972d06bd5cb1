import { inEveryLanguage, upscaleTexts } from '@aisha/words';
import type { OrderId, PictureId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';
import { fileUse } from '../../orders/file-kind';

/** Enlarges a picture of a delivered order; asks which one if there are several. */
export const openUpscale = callback('ups', { orderId: id<OrderId>() });

/** Enlarges one picture. */
export const upscalePicture = callback('ups.one', { orderId: id<OrderId>(), pictureId: id<PictureId>() });

/** A picture of «Мои файлы» made larger. */
export const enlarge = fileUse(
  inEveryLanguage(upscaleTexts, (t) => t.useEnlarge),
  (label, { orderId, id }) => upscalePicture.button(label, { orderId, pictureId: id as PictureId }),
);
