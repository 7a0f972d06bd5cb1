import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, every, Logger, type Repeated } from '@aisha/platform';
import { everyIncomingPhoto, ObjectStore } from '@aisha/storage';

const LOOK_EVERY_MS = 3_600_000;

/** A day: longer than any queue of ours stands, and what is checked after that is asked for again. */
const KEPT_MS = 24 * 3_600_000;

/**
 * A photo as it came still says where and when it was taken. It is removed when it was looked at; one whose check died at that very
 * moment, or never came, goes here.
 */
@Injectable()
export class ForgetIncoming implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private repeated: Repeated | undefined;

  constructor(
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.repeated = every(LOOK_EVERY_MS, 'incoming.forget', this.log, () => this.forget());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.repeated?.stop();
  }

  async forget(): Promise<void> {
    const storedBefore = new Date(this.clock.now().getTime() - KEPT_MS);
    const removed = await this.objects.removePrefix(everyIncomingPhoto, { storedBefore });
    if (removed > 0) this.log.warn('incoming.forgotten', { removed });
  }
}
