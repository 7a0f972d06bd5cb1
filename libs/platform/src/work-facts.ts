import { AsyncLocalStorage } from 'node:async_hooks';

/** Whose work is being done. Put in place by the runner of jobs and the loop of updates, so that no log line must repeat it. */
export interface WorkFacts {
  readonly job?: string;
  readonly messageId?: string;
  readonly orderId?: string;
  readonly userId?: string;
  readonly updateId?: number;
}

const storage = new AsyncLocalStorage<WorkFacts>();

export const withWorkFacts = <T>(facts: WorkFacts, work: () => T): T =>
  storage.run({ ...storage.getStore(), ...facts }, work);

export const workFacts = (): WorkFacts => storage.getStore() ?? {};
