import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type ShowPhotoIdea } from '@aisha/contracts/bot-gateway';
import type { DescribePhoto } from '@aisha/contracts/image-generator';
import type { Transaction } from '@aisha/database';
import { asAppError, type AppError } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { describedPhotoKey, ObjectStore } from '@aisha/storage';
import { isRefusal } from '../moderation/text-check';
import { GivenIdeas } from './given-ideas';
import { PhotoDescriber } from './photo-describer';

/** The largest photo that is read, in bytes: a JPEG of 2048 × 2048 pixels has 3 MB at most. */
const PHOTO_BYTES = 8 * 1024 * 1024;

type Answer = Pick<ShowPhotoIdea, 'idea' | 'refusal'>;

/** Describes a photo, sends the answer, and then deletes the photo. The photo stays only while another attempt may succeed. */
@Injectable()
export class DescribePhotoHandler implements JobHandler<DescribePhoto> {
  constructor(
    private readonly photos: PhotoDescriber,
    private readonly storage: ObjectStore,
    private readonly outbox: Outbox,
    private readonly gifts: GivenIdeas,
    private readonly log: Logger,
  ) {}

  readonly handle = async (job: DescribePhoto, context: JobContext): Promise<void> => {
    const answer = await this.answerTo(job, context);
    await context.once((tx) => this.tell(tx, job, answer));
    await this.storage.remove([describedPhotoKey(job.userId, job.photoId)]);
  };

  /**
   * Tells the bot that the photo was not described. The file stays for the trainer's sweep, because no file is deleted within a
   * transaction.
   */
  readonly giveUp = (job: DescribePhoto, _error: AppError, tx: Transaction): Promise<void> =>
    this.tell(tx, job, { idea: null, refusal: 'unavailable' });

  /** Finds the answer for the person. Throws when another attempt may succeed. */
  private async answerTo({ userId, photoId }: DescribePhoto, context: JobContext): Promise<Answer> {
    try {
      const refusal = await this.gifts.give(userId);
      if (refusal) return { idea: null, refusal };
      const jpeg = await this.storage.getBuffer(describedPhotoKey(userId, photoId), { maxBytes: PHOTO_BYTES });
      return { idea: await this.photos.describe(jpeg, userId, context.signal), refusal: null };
    } catch (error) {
      const failure = asAppError(error);
      this.log.failed('photo.not-described', failure, { photoId });
      if (isRefusal(failure.code)) return { idea: null, refusal: 'not-decent' };
      if (failure.mayRetry && !context.isLastAttempt) throw failure;
      // The model's answer about this picture may be unreadable each time, and we pay for each answer, so the attempt counts as free work.
      const isUnreadable = failure.code === 'provider-answer-unreadable';
      return { idea: null, refusal: isUnreadable ? 'not-described' : 'unavailable' };
    }
  }

  private tell(tx: Transaction, { userId, photoId }: DescribePhoto, answer: Answer): Promise<void> {
    return this.outbox.add(tx, message(botGatewayInbox, 'show-photo-idea', { userId, photoId, ...answer }));
  }
}
