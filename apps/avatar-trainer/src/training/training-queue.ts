import { Injectable } from '@nestjs/common';
import type { StartTraining } from '@aisha/contracts/avatar-trainer';
import type { Transaction } from '@aisha/database';
import type { Avatar } from '@aisha/database/trainer';
import { TRAINING_PRESETS, type AppError } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { AvatarStore } from '../avatars/avatar.store';
import { TrainingEnding } from './training-ending';
import { TrainingPace } from './training-pace';
import { TrainingProgress } from './training-progress';
import { TrainingStore } from './training.store';

/** The door to our own queue. Whoever calls has locked the avatar. */
@Injectable()
export class TrainingQueue {
  constructor(
    private readonly avatars: AvatarStore,
    private readonly trainings: TrainingStore,
    private readonly ending: TrainingEnding,
    private readonly progress: TrainingProgress,
    private readonly pace: TrainingPace,
    private readonly clock: Clock,
  ) {}

  async enter(tx: Transaction, order: StartTraining): Promise<void> {
    const { steps } = TRAINING_PRESETS[order.preset];
    const deadlineAt = this.pace.deadline(this.clock.now(), steps);
    const isNew = await this.trainings.add(tx, {
      ...order,
      steps,
      state: 'queued',
      errorCode: null,
      deadlineAt,
      finishedAt: null,
    });
    if (!isNew) return;
    await this.avatars.move(tx, order.avatarId, 'training', { errorCode: null });
    await this.progress.queued(tx, order.orderId);
  }

  /** The row is written all the same: the same order sent once more finds it and changes nothing. */
  async turnAway(tx: Transaction, order: StartTraining, avatar: Avatar | null, error: AppError): Promise<void> {
    const { steps } = TRAINING_PRESETS[order.preset];
    const row = {
      ...order,
      steps,
      state: error.code === 'cancelled-by-user' ? ('cancelled' as const) : ('failed' as const),
      errorCode: error.code,
      deadlineAt: null,
      finishedAt: this.clock.now(),
    };
    const isNew = !avatar || (await this.trainings.add(tx, row));
    if (isNew) await this.ending.giveBack(tx, order, error);
  }
}
