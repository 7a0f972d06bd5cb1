import type { Receiver } from '@aisha/contracts';
import type { Database, Schema } from '@aisha/database';
import type { LongJobFigures } from './long-job.store';
import { deadLetters, deadLettersOldestSeconds, queueDepth, queueOldestSeconds } from './metrics';
import type { QueueBackend } from './queue-backend';

/** Reports how many jobs wait for these receivers and for how long, whether or not a process of theirs runs. */
export async function measureQueues(queues: QueueBackend, receivers: readonly Receiver[]): Promise<void> {
  for (const queue of receivers) {
    for (const [state, count] of Object.entries(await queues.depth(queue))) queueDepth.set({ queue, state }, count);
    queueOldestSeconds.set({ queue }, await queues.oldestSeconds(queue));
  }
}

/** Reports the long jobs of this app, each name as a queue of its own. */
export function measureLongJobs(figures: readonly LongJobFigures[]): void {
  for (const { job, oldestSeconds, waiting, active, delayed } of figures) {
    for (const [state, count] of Object.entries({ waiting, active, delayed })) {
      queueDepth.set({ queue: job, state }, count);
    }
    queueOldestSeconds.set({ queue: job }, oldestSeconds);
  }
}

/** Reports the dead letters of an app that wait for an operator. */
export async function measureDeadLetters({ read }: Database, schema: Schema): Promise<void> {
  const [dead] = (await read.query(
    `SELECT count(*)::int AS count, coalesce(extract(epoch FROM now() - min(died_at)), 0)::float AS "oldestSeconds"
     FROM ${schema}.dead_letter WHERE resolved IS NULL`,
  )) as [{ count: number; oldestSeconds: number }];
  deadLetters.set({ schema }, dead.count);
  deadLettersOldestSeconds.set({ schema }, dead.oldestSeconds);
}
