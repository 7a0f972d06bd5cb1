import { deleteResult } from '@aisha/contracts';
import type { OrderId, PictureId, UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { send, type Effect } from '../engine/conversation';

/** Identifies a result: by its kind, its order and its person. */
interface Delivered {
  readonly kind: OrderKind;
  readonly orderId: OrderId;
  readonly userId: UserId;
}

/** Deletes the result of an order, with everything that belongs to it. Lists and screens hide it at once. */
export const removal = ({ kind, orderId, userId }: Delivered): Effect =>
  send(deleteResult({ kind, orderId, userId }), { change: 'removed', setId: userId, itemId: orderId });

/** Deletes one of an order's pictures; the others stay. */
export const pictureRemoval = (orderId: OrderId, pictureId: PictureId, userId: UserId): Effect =>
  send(deleteResult({ kind: 'generation', orderId, userId, part: pictureId }), {
    change: 'removed',
    setId: userId,
    itemId: pictureId,
  });

/** Deletes a recording; its text stays. */
export const recordingRemoval = (orderId: OrderId, userId: UserId): Effect =>
  send(deleteResult({ kind: 'transcription', orderId, userId, part: 'recording' }), {
    change: 'recording-removed',
    setId: userId,
    itemId: orderId,
  });
