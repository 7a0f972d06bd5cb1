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

/**
 * A new unit of work: a job, an update, an order's next step, a delivery. The facts of the work that began it do not apply to it.
 * An order's id is also its trace's id, so a webhook or watchdog that knows the order continues the trace of the tap.
 */
export const withWorkFacts = <T>(facts: WorkFacts, work: () => T): T =>
  storage.run({ ...facts, ...(facts.orderId && { traceId: facts.orderId }) }, work);

/** Runs work as the same unit, with facts that have become known since. */
export const addWorkFacts = <T>(facts: WorkFacts, work: () => T): T =>
  withWorkFacts({ ...storage.getStore(), ...facts }, work);

/** Runs work of the process itself, such as a background loop, without the person and order that caused it. */
export const withoutWorkFacts = <T>(work: () => T): T => storage.run({}, work);

export const workFacts = (): WorkFacts => storage.getStore() ?? {};
