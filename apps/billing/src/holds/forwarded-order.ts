import type { StartTraining } from '@aisha/contracts/avatar-trainer';
import type { PlaceHold } from '@aisha/contracts/billing';
import type { StartGeneration, StartUpscale } from '@aisha/contracts/image-generator';
import type { StartTranscription } from '@aisha/contracts/transcriber';
import {
  AppError,
  avatarIn,
  ORDER_KIND,
  pictureItem,
  trainingItem,
  upscaleItem,
  type OrderId,
  type OrderKind,
  type UserId,
} from '@aisha/domain';

/** What begins an order, as it was sent: the app that works on it reads it, and billing only what has a price. */
interface Start {
  readonly training: StartTraining;
  readonly generation: StartGeneration;
  readonly upscale: StartUpscale;
  readonly transcription: StartTranscription;
}

/** Of an item, so many. */
type Line = readonly [item: string, units: number];

const LINE_OF: { readonly [K in OrderKind]: (start: Start[K]) => Line } = {
  training: ({ preset }) => [trainingItem(preset), 1],
  generation: ({ session, input, pictureCount }) => [
    session ? `session.${pictureCount}` : pictureItem(avatarIn(input)),
    pictureCount,
  ],
  upscale: ({ size = '2k' }) => [upscaleItem(size), 1],
  transcription: ({ minutes }) => ['transcription.minute', minutes],
};

const lineOf = <K extends OrderKind>(kind: K, payload: object): Line => LINE_OF[kind](payload as Start[K]);

/**
 * Throws `idempotency-conflict` when the order that would be forwarded is not the one that is paid: another person's or another id, the
 * start of another kind, another item, or another number.
 */
export function ensureForwardsWhatIsPaid({ orderId, userId, kind, item, units, onHeld }: PlaceHold): void {
  const { receiver, job, payload } = onHeld;
  if (!job.startsWith('start-')) return;
  const of = payload as { readonly orderId?: OrderId; readonly userId?: UserId };
  const isItsStart = receiver === ORDER_KIND[kind].worker && job === `start-${kind}`;
  const isOfOrder = of.orderId === orderId && of.userId === userId;
  const isPaid = isItsStart && isOfOrder && lineOf(kind, payload).join() === [item, units].join();
  if (!isPaid)
    throw new AppError('idempotency-conflict', { facts: { problem: 'other-order-forwarded', orderId, job } });
}
