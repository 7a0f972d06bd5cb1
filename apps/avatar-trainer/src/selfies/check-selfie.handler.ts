import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { CheckSelfie } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { AppError, madeAt, MAX_FILE_BYTES, SELFIES_WITHIN_MINUTES, type SelfieOutcome } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { incomingPhotoKey, ObjectStore } from '@aisha/storage';
import { PhotoDecoder } from '../photo-check/photo-decoder';
import { FaceProofs } from './face-proofs';
import { measuresOf } from './selfies';

/**
 * Measures a selfie, and judges the two selfies of a challenge once both are there. The file is removed at once, the measurements within
 * the hour.
 */
@Injectable()
export class CheckSelfieHandler implements JobHandler<CheckSelfie> {
  constructor(
    private readonly decoder: PhotoDecoder,
    private readonly storage: ObjectStore,
    private readonly proofs: FaceProofs,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (selfie: CheckSelfie, context: JobContext): Promise<void> => {
    const seen = isLate(selfie) ? 'too-late' : await this.seenIn(selfie, context.signal);
    await context.once(async (tx) => {
      const outcome = await this.proofs.take(tx, selfie, seen);
      if (outcome) await this.tell(tx, selfie, outcome);
    });
    await this.storage.remove([incomingPhotoKey(selfie.userId, selfie.photoId, 'jpg')]);
  };

  readonly giveUp = (selfie: CheckSelfie, _error: AppError, tx: Transaction): Promise<void> =>
    this.tell(tx, selfie, 'unavailable');

  private tell(tx: Transaction, selfie: CheckSelfie, outcome: SelfieOutcome): Promise<void> {
    const { userId, avatarId, challengeId, photoId } = selfie;
    const proof = { userId, avatarId, challengeId, photoId, outcome };
    return this.outbox.add(tx, message(botGatewayInbox, 'show-face-proof', proof));
  }

  private async seenIn({ userId, photoId }: CheckSelfie, signal: AbortSignal): Promise<ReturnType<typeof measuresOf>> {
    const incoming = incomingPhotoKey(userId, photoId, 'jpg');
    const file = await this.storage.getBuffer(incoming, { maxBytes: MAX_FILE_BYTES }).catch((error: unknown) => {
      if (error instanceof AppError && !error.mayRetry) return null;
      throw error;
    });
    // The fetch has stored the selfie, so it was deleted since: this message came too late, and its sender is not at fault.
    if (!file) return 'unavailable';
    const photo = await this.decoder.analyse(file, { faces: true, signal });
    return 'finding' in photo ? 'no-face' : measuresOf(photo.analysis);
  }
}

/** Whether a selfie came too late. What counts is when it reached the bot, and not how long it waited in our own queues. */
const isLate = ({ challengeId, sentAt }: CheckSelfie): boolean =>
  new Date(sentAt).getTime() - madeAt(challengeId).getTime() > SELFIES_WITHIN_MINUTES * 60_000;
