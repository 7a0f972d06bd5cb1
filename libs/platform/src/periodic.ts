import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { every, type Look, type Pause, type Repeated } from './every';
import type { Logger } from './logger';

/** Work that an app does at its start and then again and again until its stop; see `every` for overlaps and failures. */
export abstract class Periodic implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;
  /** Set when the app stops; long work checks it between its steps. */
  protected isStopping = false;

  /** Failures are logged as `<event>.failed`. */
  protected constructor(
    private readonly event: string,
    private readonly pause: number | Pause,
    protected readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.repeated = every(this.pause, this.event, this.log, () => this.run());
    this.repeated.wake(); // so that a process that ends sooner than the pause does the work, too
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.repeated?.stop();
  }

  /** Makes the work run soon, in addition to its regular runs. */
  wake(): void {
    this.repeated?.wake();
  }

  /** Makes the work run soon if it rests. */
  rouse(): void {
    this.repeated?.rouse();
  }

  /** Resolves to `AT_REST` when it found nothing to do: the next run then comes after the pause at rest. */
  abstract run(): Promise<Look>;
}
