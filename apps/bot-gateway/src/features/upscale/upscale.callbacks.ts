import type { OrderId, PictureId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

/** Enlarges a picture of a delivered order; asks which one if there are several. */
export const openUpscale = callback('ups', { orderId: id<OrderId>() });

/** Enlarges one picture. */
export const upscalePicture = callback('ups.one', { orderId: id<OrderId>(), pictureId: id<PictureId>() });
