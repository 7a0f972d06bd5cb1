import type { StartTraining } from '@aisha/contracts/avatar-trainer';
import type { PlaceHold } from '@aisha/contracts/billing';
import type { StartGeneration, StartUpscale } from '@aisha/contracts/image-generator';
import type { StartRestoration } from '@aisha/contracts/photo-enhancer';
import type { StartDocument, StartQuestion, StartSpeech, StartTranscription } from '@aisha/contracts/transcriber';
import { AppError } from '@aisha/domain';
import {
  avatarIn,
  ORDER_KIND,
  type OrderKind,
  pictureItem,
  restorationItem,
  trainingItem,
  upscaleItem,
} from '@aisha/kinds';

/** What begins an order, as it was sent: the app that works on it reads it, and billing only what has a price. */
interface Start {
  readonly training: StartTraining;
  readonly generation: StartGeneration;
  readonly upscale: StartUpscale;
  readonly transcription: StartTranscription;
  readonly restoration: StartRestoration;
  readonly document: StartDocument;
  readonly speech: StartSpeech;
  readonly question: StartQuestion;
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
  transcription: ({ speechUnits }) => ['transcription.speech', speechUnits],
  restoration: ({ scale }) => [restorationItem(scale), 1],
  document: ({ units }) => ['document', units],
  speech: ({ parts }) => ['speech.part', parts],
  question: ({ units }) => ['question', units],
};

const lineOf = <K extends OrderKind>(kind: K, payload: object): Line => LINE_OF[kind](payload as Start[K]);

/**
 * Throws `idempotency-conflict` when what would be forwarded is not the order that is paid: another person's or another id, the start of
 * another kind, another item, or another number, or a message that begins no order at all.
 */
export function ensureForwardsWhatIsPaid({ orderId, userId, kind, item, units, onHeld }: PlaceHold): void {
  const { receiver, job, payload } = onHeld;
  const isPaid =
    receiver === ORDER_KIND[kind].worker &&
    job === `start-${kind}` &&
    payload['orderId'] === orderId &&
    payload['userId'] === userId &&
    lineOf(kind, payload).join() === [item, units].join();
  if (!isPaid)
    throw new AppError('idempotency-conflict', { facts: { problem: 'other-order-forwarded', orderId, job } });
}
