import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { every, type Repeated } from './every';
import type { Logger } from './logger';

/** Work that an app does at its start and then again and again until its stop; see `every` for overlaps and failures. */
export abstract class Periodic implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;
  /** Set when the app stops; long work checks it between its steps. */
  protected isStopping = false;

  /** Failures are logged as `<event>.failed`. */
  protected constructor(
    private readonly event: string,
    private readonly pauseMs: number,
    protected readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.repeated = every(this.pauseMs, this.event, this.log, () => this.run());
    this.repeated.wake(); // so that the work is also done in a process that ends before the first pause is over
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.repeated?.stop();
  }

  /** Makes the work run soon, in addition to its regular runs. */
  wake(): void {
    this.repeated?.wake();
  }

  abstract run(): Promise<void>;
}
