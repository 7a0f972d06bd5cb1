import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { ImageGeneration } from '@aisha/database/generator';
import { every, InFlight, type Logger, type Repeated } from '@aisha/platform';
import type { GenerationQueue } from './generation-queue';
import type { Preparation } from './preparation';
import type { Submission } from './submission';
import type { Watchdog } from './watchdog';

/** Orders one process prepares at once: each waits for the language model, none takes a core. */
const PREPARED_AT_ONCE = 8;

/**
 * Moves orders along: takes those that are due from the rows, so that nothing is forgotten whatever was killed, and works on them
 * beside each other.
 */
export class Dispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly preparing: InFlight;
  private readonly submitting: InFlight;
  private repeated: Repeated | undefined;

  constructor(
    private readonly queue: GenerationQueue,
    private readonly preparation: Preparation,
    private readonly submission: Submission,
    private readonly watchdog: Watchdog,
    private readonly options: { readonly everyMs: number; readonly log: Logger },
  ) {
    const inFlight = () => new InFlight('generation.stuck', options.log, () => this.poke());
    this.preparing = inFlight();
    this.submitting = inFlight();
  }

  onApplicationBootstrap(): void {
    this.repeated = every(this.options.everyMs, 'generation.dispatch', this.options.log, () => this.tick());
  }

  /** What was begun is finished if it can be; what cannot is taken up by another replica, its mark says how. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
    await Promise.all([this.preparing.stop(), this.submitting.stop()]);
  }

  /** Now, not at the next tick: something has changed. */
  poke(): void {
    this.repeated?.poke();
  }

  /** One round. Work it begins goes on beside it. */
  async tick(): Promise<void> {
    if (!(await this.queue.hasWork())) return;
    await this.queue.tellPlaces();
    const room = PREPARED_AT_ONCE - this.preparing.size;
    if (room > 0)
      this.begin(this.preparing, await this.queue.toPrepare(room), (order) => this.preparation.prepare(order));
    this.begin(this.submitting, await this.queue.toSubmit(), (order) => this.submission.send(order));
    await this.watchdog.look();
  }

  /** When everything begun so far has ended. */
  async settled(): Promise<void> {
    await Promise.all([this.preparing.settled(), this.submitting.settled()]);
  }

  private begin(
    inFlight: InFlight,
    orders: readonly ImageGeneration[],
    work: (order: ImageGeneration) => Promise<void>,
  ): void {
    for (const order of orders) inFlight.begin({ orderId: order.orderId }, () => work(order));
  }
}
