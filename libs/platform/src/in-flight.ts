import { setTimeout as delay } from 'node:timers/promises';
import type { LogFacts, Logger } from './logger';

/** Work that goes on in the background of its caller; failures are logged. */
export class InFlight {
  private readonly under = new Set<Promise<void>>();

  constructor(
    private readonly failed: string,
    private readonly log: Logger,
    /** Called after the end of each piece of work, with or without success. */
    private readonly ended: () => void,
  ) {}

  get size(): number {
    return this.under.size;
  }

  begin(facts: LogFacts, work: () => Promise<void>): void {
    const running: Promise<void> = Promise.resolve()
      .then(work)
      .catch((error: unknown) => this.log.failed(this.failed, error, facts))
      .finally(() => {
        this.under.delete(running);
        this.ended();
      });
    this.under.add(running);
  }

  /** Resolves when all work begun so far has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.under);
  }

  /** Waits this long at most for the work to end. */
  async stop(graceMs: number): Promise<void> {
    await Promise.race([this.settled(), delay(graceMs, undefined, { ref: false })]);
  }
}
