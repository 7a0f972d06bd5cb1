import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { Database } from '@aisha/database';
import { AppError } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { TrainingEnding } from './training-ending';
import { TrainingPace } from './training-pace';
import { TrainingStore } from './training.store';

const AT_MOST = 50;

/** Trainings whose callback does not come, and what dead processes left behind. Any number of replicas may run it. */
@Injectable()
export class LookForSilentTrainings {
  constructor(
    private readonly database: Database,
    private readonly trainings: TrainingStore,
    private readonly ending: TrainingEnding,
    private readonly outbox: Outbox,
    private readonly pace: TrainingPace,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  async look(): Promise<void> {
    await this.pickUpAbandoned();
    await this.askForDue();
    await this.endOverdue();
  }

  private async pickUpAbandoned(): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      const requeued = await this.trainings.requeueAbandoned(tx, now);
      const unanswered = await this.trainings.waitForUnanswered(tx, now);
      if (requeued + unanswered > 0) this.log.warn('training.abandoned', { requeued, unanswered });
    });
  }

  /** The same job that a callback sends, so that both take one path. */
  private async askForDue(): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      for (const { orderId, submittingSince } of await this.trainings.dueForLook(tx, now, AT_MOST)) {
        await this.trainings.lookNext(tx, orderId, this.pace.nextLook(now, submittingSince));
        await this.outbox.add(
          tx,
          message(avatarTrainerInbox, 'finish-training', { orderId, requestId: null, source: 'watchdog' }),
        );
      }
    });
  }

  private async endOverdue(): Promise<void> {
    const now = this.clock.now();
    const overdue = await this.database.transaction((tx) => this.trainings.overdue(tx, now, AT_MOST));
    for (const training of overdue) {
      const code = training.state === 'queued' ? 'took-too-long' : 'provider-silent';
      await this.database.transaction((tx) => this.ending.fail(tx, training, new AppError(code)));
      this.log.error('training.overdue', { orderId: training.orderId, code });
    }
  }
}
