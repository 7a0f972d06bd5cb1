import { Injectable } from '@nestjs/common';
import type { CheckPhoto } from '@aisha/contracts/avatar-trainer';
import type { Transaction } from '@aisha/database';
import type { AppError } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { PhotoQueue } from './photo-queue';
import { PhotoSet } from '../photo-set/photo-set';
import { WaitingPhotoStore } from './waiting-photo.store';

/** Writes a photo into the queue of photos, where it waits for its check. */
@Injectable()
export class CheckPhotoHandler implements JobHandler<CheckPhoto> {
  constructor(
    private readonly waiting: WaitingPhotoStore,
    private readonly queue: PhotoQueue,
    private readonly set: PhotoSet,
  ) {}

  readonly handle = async (photo: CheckPhoto, context: JobContext): Promise<void> => {
    await context.once((tx) => this.waiting.add(tx, photo), { unsynced: true });
    this.queue.wake();
  };

  /** Answers the person even when the photo could not be queued. */
  readonly giveUp = async (photo: CheckPhoto, _error: AppError, tx: Transaction): Promise<void> => {
    await this.set.refuse(tx, photo);
  };
}
