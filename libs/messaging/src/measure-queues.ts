import type { Receiver } from '@aisha/contracts';
import type { Schema } from '@aisha/database';
import type { LongJobFigures } from './long-job.store';
import type { DeadLetterFigures } from './inbox-state';
import { deadLetters, deadLettersOldestSeconds, queueDepth, queueMemory, queueOldestSeconds } from './metrics';
import type { QueueBackend } from './queue-backend';

/** Reports how many jobs wait for these receivers and for how long, whether or not a process of theirs runs. */
export async function measureQueues(queues: QueueBackend, receivers: readonly Receiver[]): Promise<void> {
  for (const queue of receivers) {
    const depth = await queues.depth(queue);
    for (const [state, count] of Object.entries(depth)) queueDepth.set({ queue, state }, count);
    queueOldestSeconds.set({ queue }, depth['waiting'] ? await queues.oldestSeconds(queue) : 0);
  }
}

/** Reports how much memory the queue's server uses and may use; nothing where there is no bound. */
export async function measureQueueMemory(queues: QueueBackend): Promise<void> {
  const memory = await queues.memory();
  if (!memory) return queueMemory.reset();
  for (const [of, bytes] of Object.entries(memory)) queueMemory.set({ of }, bytes);
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
export function measureDeadLetters({ count, oldestSeconds }: DeadLetterFigures, schema: Schema): void {
  deadLetters.set({ schema }, count);
  deadLettersOldestSeconds.set({ schema }, oldestSeconds);
}
