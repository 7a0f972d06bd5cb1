import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { Training } from '@aisha/database/trainer';
import { isFinished, type AppError, type OrderId } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { TrainingEnding } from './training-ending';
import { later, TrainingPace } from './training-pace';
import { TrainingProgress } from './training-progress';
import { TrainingStore } from './training.store';

/** What is written down around the paid call, each step in a transaction of its own, so that a crash between any two is understood. */
@Injectable()
export class SubmissionSteps {
  constructor(
    private readonly database: Database,
    private readonly trainings: TrainingStore,
    private readonly ending: TrainingEnding,
    private readonly progress: TrainingProgress,
    private readonly pace: TrainingPace,
    private readonly clock: Clock,
  ) {}

  /** Packing goes on: until the lease runs out nobody else takes the training. */
  async stillPreparing(training: Training): Promise<void> {
    const until = later(this.clock.now(), this.pace.leaseMs);
    await this.database.transaction((tx) => this.trainings.renewLease(tx, training, until));
  }

  /** The photographs are at FAL: sent again, they need not be packed again. */
  async uploaded({ orderId }: Training, datasetUrl: string): Promise<void> {
    await this.database.transaction((tx) => this.trainings.noteDataset(tx, orderId, datasetUrl));
  }

  /** The last step before money is spent. False: cancelled meanwhile, or taken by another replica after our lease ran out. */
  aboutToSend(training: Training, endpoint: string): Promise<boolean> {
    return this.database.transaction((tx) =>
      this.trainings.markSubmitting(tx, training, { endpoint, submittingSince: this.clock.now() }),
    );
  }

  /** FAL has it. False when the order ended meanwhile: nobody wants it any more. */
  accepted({ orderId }: Training, requestId: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const training = await this.trainings.lock(tx, orderId);
      if (!training) return false;
      // Its callback may have been quicker than the answer, and even have ended it.
      if (isFinished(training.state)) return training.requestId === requestId;
      const nextLookAt = this.pace.nextLook(this.clock.now(), null);
      if (await this.trainings.move(tx, orderId, 'waiting', { requestId, nextLookAt })) {
        await this.progress.at(tx, training, 'at-provider-queue');
      } else {
        await this.trainings.noteRequest(tx, orderId, { requestId, nextLookAt });
      }
      return true;
    });
  }

  /** FAL may have it. Not sent again: its callback will tell, or the deadline. */
  async unanswered(orderId: OrderId): Promise<void> {
    await this.database.transaction((tx) => this.trainings.move(tx, orderId, 'waiting', { nextLookAt: null }));
  }

  /** FAL surely has it not, and may take it later. */
  async backToQueue(orderId: OrderId): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (await this.trainings.requeue(tx, orderId)) await this.progress.queued(tx, orderId);
    });
  }

  async failed(training: Training, error: AppError): Promise<void> {
    await this.database.transaction((tx) => this.ending.fail(tx, training, error));
  }
}
