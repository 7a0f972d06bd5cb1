import { AsyncLocalStorage } from 'node:async_hooks';

/** The person and order of the current work. The job runner and the update loop set them, so no log call repeats them. */
export interface WorkFacts {
  /** The trace of all work that one tap caused, through all queues. */
  readonly traceId?: string;
  readonly job?: string;
  readonly messageId?: string;
  readonly orderId?: string;
  readonly userId?: string;
  readonly updateId?: number;
}

const storage = new AsyncLocalStorage<WorkFacts>();

/** An order's id is also its trace's id, so a webhook or watchdog that knows the order continues the trace of the tap. */
export const withWorkFacts = <T>(facts: WorkFacts, work: () => T): T =>
  storage.run({ ...storage.getStore(), ...facts, ...(facts.orderId && { traceId: facts.orderId }) }, work);

export const workFacts = (): WorkFacts => storage.getStore() ?? {};
