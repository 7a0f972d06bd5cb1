import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Training } from '@aisha/database/trainer';
import { Clock, every, Logger, type Repeated } from '@aisha/platform';
import { QueueHead } from './queue-head';
import { later, TrainingPace } from './training-pace';
import { TrainingSubmission } from './training-submission';

const DISPATCH_EVERY_MS = 1_000;

/** Sends trainings to FAL as its places allow. Any number of replicas may run it. */
@Injectable()
export class TrainingDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;
  private pausedUntil = new Date(0);

  constructor(
    private readonly queue: QueueHead,
    private readonly submission: TrainingSubmission,
    private readonly pace: TrainingPace,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.repeated = every(DISPATCH_EVERY_MS, 'training.dispatch', this.log, () => this.dispatch());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
  }

  /** Something was queued or a place became free: no need to wait for the next round. */
  poke(): void {
    this.repeated?.poke();
  }

  /** Sends all that may be sent now. After FAL would not take one, it is left alone for a while: the others would fare no better. */
  async dispatch(): Promise<void> {
    if (this.clock.now() < this.pausedUntil) return;
    // All are taken before the first is sent: one that comes back refused must not be taken again in the same round.
    const taken: Training[] = [];
    for (let next = await this.queue.take(); next; next = await this.queue.take()) taken.push(next);
    const outcomes = await Promise.all(taken.map((training) => this.submission.send(training)));
    if (outcomes.includes('not-now')) this.pausedUntil = later(this.clock.now(), this.pace.pauseMs);
  }
}
