import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Optional } from '@nestjs/common';
import { AppError } from '@aisha/domain';
import { every, Logger, type Repeated } from '@aisha/platform';
import { ObjectStore } from './object-store';

/** The pause between two checks of the storage. */
const EVERY_MS = 5_000;

/** How long a check may take: a storage under load is slow, and not away. */
const PATIENCE_MS = 10_000;

/** One check may fail when the storage, or a proxy before it, restarts. */
const AWAY_AFTER = 2;

/** Whether the storage answers. A timer checks that, so code that asks here costs the storage nothing. */
@Injectable()
export class StorageWatch {
  private repeated: Repeated | undefined;
  /** How many checks in a row have failed. */
  private failed = 0;

  constructor(
    private readonly objects: ObjectStore,
    private readonly log: Logger,
    @Optional() private readonly everyMs: number = EVERY_MS,
  ) {}

  /** Whether the storage is away, so that results made now could not be stored. */
  get isAway(): boolean {
    return this.failed >= AWAY_AFTER;
  }

  start(): void {
    this.repeated = every(this.everyMs, 'storage.look', this.log, () => this.look());
    this.repeated.wake();
  }

  async stop(): Promise<void> {
    await this.repeated?.stop();
  }

  private async look(): Promise<void> {
    const wasAway = this.isAway;
    const patience = new AbortController();
    const tooLate = delay(PATIENCE_MS, undefined, { signal: patience.signal }).then(() => {
      throw new AppError('storage-unreachable', { facts: { patienceMs: PATIENCE_MS } });
    });
    try {
      await Promise.race([this.objects.check(), tooLate]);
      this.failed = 0;
      if (wasAway) this.log.info('storage.back');
    } catch (error) {
      this.failed += 1;
      if (this.isAway && !wasAway) this.log.failed('storage.away', error);
    } finally {
      patience.abort();
      await tooLate.catch(() => undefined);
    }
  }
}
