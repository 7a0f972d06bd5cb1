import { ASPECT_RATIOS, MAX_PICTURES, PICTURE_MARKS, type OrderId } from '@aisha/domain';
import { generateTexts } from '@aisha/words';
import { callback, count, id, oneOf } from '../engine/conversation';
import type { FileUse } from '../orders/file-kind';

/** Draws the same idea again with another seed. */
export const again = callback('gen.again', { orderId: id<OrderId>() });
/** Draws with the same seed and a slightly varied prompt. */
export const similar = callback('gen.similar', { orderId: id<OrderId>() });
/** Shows how the pictures were drawn, and what else can be drawn with the same seed. */
export const showDetails = callback('gen.details', { orderId: id<OrderId>() });
/** Draws the same words with the same seed in another format. */
export const reframe = callback('gen.reframe', { orderId: id<OrderId>(), aspectRatio: oneOf(ASPECT_RATIOS) });
/** Asks for another idea, which is drawn with the same seed. */
export const keepSeed = callback('gen.seed', { orderId: id<OrderId>() });
/** Shows the prompt that the model got, so that the person can copy or change it. */
export const showPrompt = callback('gen.prompt', { orderId: id<OrderId>() });
/** Sends the pictures as files, as we keep them. */
export const originals = callback('gen.files', { orderId: id<OrderId>() });
export const deletePictures = callback('gen.delete', { orderId: id<OrderId>() });
export const deletePicturesSurely = callback('gen.delete.yes', { orderId: id<OrderId>() });
/** Asks which pictures to mark; a single picture is marked at once. */
export const markPictures = callback('gen.mark', { orderId: id<OrderId>(), mark: oneOf(PICTURE_MARKS) });
export const markPicture = callback('gen.mark.one', {
  orderId: id<OrderId>(),
  mark: oneOf(PICTURE_MARKS),
  position: count(),
  isOn: oneOf(['off', 'on']),
});
/** Leads back from a question to the buttons of the result. */
export const toResult = callback('gen.result', { orderId: id<OrderId>() });

/**
 * The button in «Мои файлы» that draws a similar picture. Each picture of a photo session has a look of its own, so only the whole session
 * can be drawn again.
 */
export const drawSimilar: FileUse = ({ orderId, of }, language) => {
  const t = generateTexts[language];
  return of !== null && of > MAX_PICTURES
    ? again.button(t.again({ count: null }), { orderId })
    : similar.button(t.useDrawSimilar, { orderId });
};
