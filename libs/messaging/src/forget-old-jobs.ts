import { Periodic, type Logger } from '@aisha/platform';
import type { QueueBackend } from './queue-backend';

/**
 * How often a process asks for the daily rewrite. A key in the queue's server that lives for a day marks the last rewrite, so more questions
 * cause no more rewrites.
 */
const ASK_EVERY_MS = 3_600_000;

/**
 * Has the queue's server forget, once a day, the jobs that are gone: their ids and times stay in no log (decision 126).
 */
export class ForgetOldJobs extends Periodic {
  constructor(
    private readonly queues: QueueBackend,
    log: Logger,
  ) {
    super('queue.forget-old-jobs', ASK_EVERY_MS, log);
  }

  run(): Promise<void> {
    return this.queues.forgetOldJobs();
  }
}
