import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Training } from '@aisha/database/trainer';
import { every, InFlight, Logger, type Repeated } from '@aisha/platform';
import { LookForSilentTrainings } from './look-for-silent-trainings';
import { QueueHead } from './queue-head';
import { TrainingPace } from './training-pace';
import { TrainingSubmission } from './training-submission';
import { trainingsOpen } from './training.metrics';

const EVERY_MS = 1_000;

/** Moves trainings along: sends them to FAL as its places allow, and has the silent ones looked after. Any number of replicas may run it. */
@Injectable()
export class TrainingDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sending: InFlight;
  private repeated: Repeated | undefined;

  constructor(
    private readonly queue: QueueHead,
    private readonly submission: TrainingSubmission,
    private readonly silent: LookForSilentTrainings,
    private readonly pace: TrainingPace,
    private readonly log: Logger,
  ) {
    this.sending = new InFlight('training.stuck', log, () => this.poke());
  }

  onApplicationBootstrap(): void {
    this.repeated = every(Math.min(EVERY_MS, this.pace.lookMs), 'training.dispatch', this.log, () => this.tick());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
    await this.sending.stop();
  }

  /** Something was queued or a place became free: no need to wait for the next round. */
  poke(): void {
    this.repeated?.poke();
  }

  /** One round. When nothing waits for us it is one question. */
  async tick(): Promise<void> {
    const open = await this.queue.survey();
    trainingsOpen.reset();
    for (const { state, count } of open) trainingsOpen.set({ state }, count);
    if (open.some(({ state }) => state === 'queued')) await this.dispatch();
    if (open.some(({ isDue }) => isDue)) await this.silent.look();
  }

  /** Takes all that may be sent now; each is packed and sent beside the others, and FAL's places bound how many. */
  async dispatch(): Promise<void> {
    if (this.submission.isPaused) return;
    // All are taken before the first is sent: one that comes back refused must not be taken again in the same round.
    const taken: Training[] = [];
    for (let next = await this.queue.take(); next; next = await this.queue.take()) taken.push(next);
    for (const training of taken) {
      this.sending.begin({ orderId: training.orderId }, () => this.submission.send(training));
    }
  }

  /** When everything begun so far has ended. */
  settled(): Promise<void> {
    return this.sending.settled();
  }
}
