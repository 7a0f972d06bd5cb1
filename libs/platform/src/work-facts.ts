import { AsyncLocalStorage } from 'node:async_hooks';

/** Whose work is being done. Put in place by the runner of jobs and the loop of updates, so that no log line must repeat it. */
export interface WorkFacts {
  /** What everything that one tap led to has in common, through all queues. */
  readonly traceId?: string;
  readonly job?: string;
  readonly messageId?: string;
  readonly orderId?: string;
  readonly userId?: string;
  readonly updateId?: number;
}

const storage = new AsyncLocalStorage<WorkFacts>();

/** An order's id is also its trace's: a webhook or a watchdog that knows the order goes on with the story the tap began. */
export const withWorkFacts = <T>(facts: WorkFacts, work: () => T): T =>
  storage.run({ ...storage.getStore(), ...facts, ...(facts.orderId && { traceId: facts.orderId }) }, work);

export const workFacts = (): WorkFacts => storage.getStore() ?? {};
