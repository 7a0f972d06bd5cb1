import { Injectable } from '@nestjs/common';
import type { StartTraining } from '@aisha/contracts/avatar-trainer';
import type { Transaction } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import type { Avatar } from '@aisha/database/trainer';
import { AppError, AVATAR_MOVES, mayMove, MIN_PHOTOS, type ErrorCode } from '@aisha/domain';
import { firstToCome, type JobContext, type JobHandler } from '@aisha/messaging';
import { AvatarStore } from '../avatars/avatar.store';
import { PhotoStore } from '../photo-check/photo.store';
import { TrainingDispatcher } from './training-dispatcher';
import { TrainingQueue } from './training-queue';

/** The credits are held: the training takes its place in our queue, or ends at once with the credits back and the reason. */
@Injectable()
export class StartTrainingHandler implements JobHandler<StartTraining> {
  constructor(
    private readonly holds: HoldReader,
    private readonly avatars: AvatarStore,
    private readonly photos: PhotoStore,
    private readonly queue: TrainingQueue,
    private readonly dispatcher: TrainingDispatcher,
  ) {}

  readonly handle = async (data: StartTraining, context: JobContext): Promise<void> => {
    const isPaid = await this.holds.isOpen(data.orderId);
    await context.once(async (tx) => {
      const avatar = await this.avatars.lock(tx, data);
      const isCancelled = (await firstToCome(tx, 'trainer', data, 'start')) === 'cancel';
      const refusal = isPaid ? await this.objection(tx, avatar) : 'hold-forgotten';
      const objection = isCancelled ? 'cancelled-by-user' : refusal;
      if (avatar && !objection) await this.queue.enter(tx, data);
      else await this.queue.turnAway(tx, data, avatar, new AppError(objection ?? 'avatar-not-found'));
    });
    this.dispatcher.poke();
  };

  readonly giveUp = async (data: StartTraining, error: AppError, tx: Transaction): Promise<void> => {
    await this.queue.turnAway(tx, data, await this.avatars.lock(tx, data), error);
  };

  private async objection(tx: Transaction, avatar: Avatar | null): Promise<ErrorCode | null> {
    if (!avatar) return 'avatar-not-found';
    if ((await this.photos.countAccepted(tx, avatar.id)) < MIN_PHOTOS) return 'too-few-photos';
    return mayMove(AVATAR_MOVES, avatar.status, 'training') ? null : 'avatar-not-ready';
  }
}
