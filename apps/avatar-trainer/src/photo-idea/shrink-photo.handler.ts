import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { ShrinkPhoto } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import type { Transaction } from '@aisha/database';
import { AppError, MAX_FILE_BYTES, type PhotoFinding, type PhotoIdeaRefusal } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { describedPhotoKey, incomingPhotoKey, ObjectStore, type StoredObject } from '@aisha/storage';
import { PhotoDecoder } from '../photo-check/photo-decoder';
import { explicitRule } from '../photo-check/rules/explicit.rule';

/** What a person is told of a file that no photo could be made of; anything else is a damaged one. */
const REFUSALS: Readonly<Partial<Record<PhotoFinding, PhotoIdeaRefusal>>> = {
  'not-a-photo': 'not-a-picture',
  'format-not-taken': 'not-a-picture',
  'file-too-large': 'too-large',
  'too-many-pixels': 'too-large',
};

/**
 * Decodes a photo in the children that decode all photos (decision 30): upright, 2048 pixels at most, without metadata. Only such a one
 * leaves us to be described. The photo as it came is removed.
 */
@Injectable()
export class ShrinkPhotoHandler implements JobHandler<ShrinkPhoto> {
  constructor(
    private readonly decoder: PhotoDecoder,
    private readonly storage: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (job: ShrinkPhoto, context: JobContext): Promise<void> => {
    const { userId, photoId } = job;
    const incoming = incomingPhotoKey(userId, photoId, 'jpg');
    const shrunk = await this.shrunk(incoming);
    if (typeof shrunk !== 'string') {
      await this.storage.put(describedPhotoKey(userId, photoId), shrunk, { contentType: 'image/jpeg' });
    }
    await context.once((tx) =>
      typeof shrunk === 'string'
        ? this.refuse(tx, job, shrunk)
        : this.outbox.add(tx, message(imageGeneratorInbox, 'describe-photo', { userId, photoId })),
    );
    await this.storage.remove([incoming]);
  };

  readonly giveUp = (job: ShrinkPhoto, _error: AppError, tx: Transaction): Promise<void> =>
    this.refuse(tx, job, 'unavailable');

  /** The smaller JPEG, or why there is none. Throws when another attempt may help. */
  private async shrunk(incoming: StoredObject): Promise<Buffer | PhotoIdeaRefusal> {
    const file = await this.storage.getBuffer(incoming, { maxBytes: MAX_FILE_BYTES }).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'file-missing') return 'not-fetched';
      if (error instanceof AppError && error.code === 'file-too-large') return 'too-large';
      throw error;
    });
    if (typeof file === 'string') return file;
    const photo = await this.decoder.analyse(file, { faces: false });
    if ('finding' in photo) return REFUSALS[photo.finding] ?? 'damaged';
    return explicitRule(photo.analysis) === 'explicit' ? 'not-decent' : photo.jpeg;
  }

  private refuse(tx: Transaction, { userId, photoId }: ShrinkPhoto, refusal: PhotoIdeaRefusal): Promise<void> {
    return this.outbox.add(tx, message(botGatewayInbox, 'show-photo-idea', { userId, photoId, idea: null, refusal }));
  }
}
