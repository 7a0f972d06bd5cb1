import { Injectable } from '@nestjs/common';
import { Database, FalSlots } from '@aisha/database';
import type { Training } from '@aisha/database/trainer';
import type { OrderState } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { later, TrainingPace } from './training-pace';
import { TrainingProgress } from './training-progress';
import { SENDER_IS_GONE_AFTER_MS, TrainingStore } from './training.store';

/** The trainings that have not ended, in one state. */
interface OpenTrainings {
  readonly state: OrderState;
  readonly count: number;
  /** A look, an answer or an end is overdue for one of them. */
  readonly isDue: boolean;
}

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

  /** Everything that has not ended, in one question. */
  survey(): Promise<OpenTrainings[]> {
    const now = this.clock.now();
    return this.database.read.query(
      `SELECT state, count(*)::int AS count, coalesce(bool_or(next_look_at <= $1
           OR (state = 'running' AND submitting_since <= $2)
           OR (state <> 'running' AND request_id IS NULL AND deadline_at <= $1)), false) AS "isDue"
       FROM trainer.training WHERE finished_at IS NULL GROUP BY state`,
      [now, later(now, -SENDER_IS_GONE_AFTER_MS)],
    );
  }

  /** Takes the next training when FAL has a place for it: now `running`, and nobody else's. Null when there is nothing to take. */
  take(): Promise<Training | null> {
    return this.database.transaction(async (tx) => {
      if ((await this.slots.free(tx, 'training')) < 1) return null;
      const startedAt = this.clock.now();
      const next = await this.trainings.next(tx, startedAt);
      if (!next) return null;
      const fields = { startedAt, nextLookAt: later(startedAt, this.pace.leaseMs) };
      await this.trainings.move(tx, next.orderId, 'running', fields);
      await this.progress.at(tx, next, 'preparing');
      await this.progress.queueMoved(tx);
      return { ...next, ...fields, state: 'running' };
    });
  }
}
