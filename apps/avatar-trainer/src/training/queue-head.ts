import { Injectable } from '@nestjs/common';
import { Database, FalSlots } from '@aisha/database';
import type { Training } from '@aisha/database/trainer';
import { Clock } from '@aisha/platform';
import { later, TrainingPace } from './training-pace';
import { TrainingProgress } from './training-progress';
import { TrainingStore } from './training.store';

/** The front of our own queue. */
@Injectable()
export class QueueHead {
  constructor(
    private readonly database: Database,
    private readonly slots: FalSlots,
    private readonly trainings: TrainingStore,
    private readonly progress: TrainingProgress,
    private readonly pace: TrainingPace,
    private readonly clock: Clock,
  ) {}

  /** Takes the next training when FAL has a place for it: now `running`, and nobody else's. Null when there is nothing to take. */
  take(): Promise<Training | null> {
    return this.database.transaction(async (tx) => {
      if ((await this.slots.free(tx, 'training')) < 1) return null;
      const next = await this.trainings.next(tx);
      if (!next) return null;
      const startedAt = this.clock.now();
      const fields = { startedAt, nextLookAt: later(startedAt, this.pace.leaseMs) };
      await this.trainings.move(tx, next.orderId, 'running', fields);
      await this.progress.at(tx, next, 'preparing');
      await this.progress.queueMoved(tx);
      return { ...next, ...fields, state: 'running' };
    });
  }
}
