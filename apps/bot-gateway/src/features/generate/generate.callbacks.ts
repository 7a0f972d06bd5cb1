import type { AvatarId, OrderId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';

export const openGenerate = callback('gen', {});
export const generateWith = callback('gen.with', { avatarId: id<AvatarId>() });
/** Draws the same idea again with another seed. */
export const again = callback('gen.again', { orderId: id<OrderId>() });
/** Draws with the same seed and a slightly varied prompt. */
export const similar = callback('gen.similar', { orderId: id<OrderId>() });
export const deletePictures = callback('gen.delete', { orderId: id<OrderId>() });
export const deletePicturesSurely = callback('gen.delete.yes', { orderId: id<OrderId>() });
export const keepPictures = callback('gen.keep', {});
