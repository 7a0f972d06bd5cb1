import type { Language, OrderId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { shareTexts } from '@aisha/words';
import { callback, type CallbackButton, count, id, word } from '../engine/conversation';

/** Sends a message to forward, with the picture or the video of a result; asks which one if there are several pictures. */
export const shareResult = callback('res.share', { kind: word(), orderId: id<OrderId>() });
/** Sends a message to forward, with this picture of a result; places count from 0. */
export const sharePicture = callback('res.share.one', { kind: word(), orderId: id<OrderId>(), place: count() });

/** The button below a result that shares it. Each kind of order decides where the button is. */
export const shareOfResult = (kind: OrderKind, orderId: OrderId, language: Language): CallbackButton =>
  shareResult.button(shareTexts[language].share, { kind, orderId });
