import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import type { Training } from '@aisha/database/trainer';
import { Clock } from '@aisha/platform';
import type { FalOutcome } from '@aisha/providers/fal';
import { TrainingPace } from './training-pace';
import { TrainingProgress } from './training-progress';
import { TrainingStore } from './training.store';

/** A training that FAL has not finished: when to look again, and what to say meanwhile. */
@Injectable()
export class TrainingLook {
  constructor(
    private readonly trainings: TrainingStore,
    private readonly progress: TrainingProgress,
    private readonly pace: TrainingPace,
    private readonly clock: Clock,
  ) {}

  isLate({ deadlineAt }: Training): boolean {
    return deadlineAt !== null && this.clock.now() >= deadlineAt;
  }

  /** Also where the request id is learnt from a callback that was quicker than FAL's answer, or came instead of it. */
  async again(tx: Transaction, training: Training, requestId: string, outcome: FalOutcome): Promise<void> {
    const nextLookAt = this.pace.nextLook(this.clock.now(), training.submittingSince);
    if (!(await this.trainings.stillAtFal(tx, training.orderId, { requestId, nextLookAt }))) return;
    if (outcome.state === 'queued') await this.progress.at(tx, training, 'at-provider-queue', outcome.ahead);
    if (outcome.state === 'running') await this.progress.working(tx, training);
    if (outcome.state === 'succeeded') await this.progress.at(tx, training, 'collecting');
  }
}
