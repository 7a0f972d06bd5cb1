import { message, type Message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import type { OrderId, OrderKind, UserId } from '@aisha/domain';
import { callback, id } from '../engine/conversation';

export const callbackForCancel = callback('ord.cancel', { orderId: id<OrderId>() });

type Order = { readonly orderId: OrderId; readonly userId: UserId };

/** Who stops an order of a kind: one line per kind. */
const CANCEL: Readonly<Record<OrderKind, (order: Order) => Message>> = {
  training: (order) => message(avatarTrainerInbox, 'cancel-training', order),
  generation: (order) => message(imageGeneratorInbox, 'cancel-generation', order),
  transcription: (order) => message(transcriberInbox, 'cancel-transcription', order),
};

export const cancelMessage = (kind: OrderKind, order: Order): Message => CANCEL[kind](order);
