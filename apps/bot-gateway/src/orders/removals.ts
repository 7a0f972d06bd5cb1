import { message } from '@aisha/contracts';
import { photoEnhancerInbox } from '@aisha/contracts/photo-enhancer';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import type { OrderId, UserId } from '@aisha/domain';

/** What removes a transcript. Nobody can ask to hear a recording again that has no text any more: it goes with it. */
export const transcriptRemoval = (orderId: OrderId, userId: UserId) =>
  [
    {
      message: message(transcriberInbox, 'delete-transcript', { orderId, userId }),
      change: { change: 'removed', setId: userId, itemId: orderId },
    },
    {
      message: message(transcriberInbox, 'delete-recording', { orderId, userId }),
      change: { change: 'recording-removed', setId: userId, itemId: orderId },
    },
  ] as const;

/** What removes a restored photo, the original and the picture of both. */
export const restorationRemoval = (orderId: OrderId, userId: UserId) =>
  [
    {
      message: message(photoEnhancerInbox, 'delete-restoration', { orderId, userId }),
      change: { change: 'removed', setId: userId, itemId: orderId },
    },
  ] as const;
