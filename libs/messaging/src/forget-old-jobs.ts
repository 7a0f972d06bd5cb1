import { Periodic, type Logger } from '@aisha/platform';
import type { QueueBackend } from './queue-backend';

/** The queue itself counts the day. */
const ASK_EVERY_MS = 3_600_000;

/** Once a day the queue's server forgets jobs that are gone: their ids and times stay in no log (decision 126). */
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
