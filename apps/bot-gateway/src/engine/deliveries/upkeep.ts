import { Injectable, Optional } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { AT_REST, every, Logger, type Look, type Repeated } from '@aisha/platform';
import { PRUNE_EVERY_MS, removeInBatches } from '../retention';
import { BroadcastStore } from './broadcast.store';
import { Deliveries } from './deliveries';
import { undeliveredResults } from './delivery.metrics';
import { DeliveryStore } from './delivery.store';
import { DeliveryTimeouts } from './timeouts';

const COUNT_EVERY_MS = 15_000;
/**
 * How often deliveries are added for a broadcast. The interval is shorter than the time in which the open deliveries of a broadcast are
 * sent at 30 a second. While no broadcast runs or is to begin, one is looked for less often.
 */
const FEED_EVERY_MS = { busyMs: 5_000, atRestMs: 10_000 };
const KEEP_MS = RETENTION_MS.card;
/**
 * How long the content of a sent message is kept. Telegram has the message, but when a person deletes a file, we find by the content which
 * messages show it.
 */
const KEEP_CONTENT_MS = RETENTION_MS.sentMessage;

/** Regular work on the deliveries of all senders: requeues those of a dead sender, adds those of broadcasts, and removes old rows. */
@Injectable()
export class DeliveryUpkeep {
  private loops: Repeated[] = [];

  constructor(
    private readonly store: DeliveryStore,
    private readonly broadcasts: BroadcastStore,
    private readonly deliveries: Deliveries,
    private readonly log: Logger,
    @Optional() private readonly timeouts: DeliveryTimeouts = new DeliveryTimeouts(),
  ) {}

  start(): void {
    const { log, store } = this;
    const { recoverEveryMs, leaseMs } = this.timeouts;
    // The lease of a delivery that is taken after a look that found none outlasts the pause at rest.
    const recoverPause = { busyMs: recoverEveryMs, atRestMs: Math.max(recoverEveryMs, leaseMs) };
    this.loops = [
      every(recoverPause, 'deliveries.recover', log, () => this.recover()),
      every(COUNT_EVERY_MS, 'deliveries.count', log, async () =>
        undeliveredResults.set(await store.countUndelivered()),
      ),
      every(FEED_EVERY_MS, 'broadcasts.feed', log, () => this.feed()),
      every(PRUNE_EVERY_MS, 'deliveries.prune', log, () => this.prune()),
    ];
    for (const loop of this.loops) loop.wake();
  }

  async stop(): Promise<void> {
    const loops = this.loops;
    this.loops = [];
    await Promise.all(loops.map((loop) => loop.stop()));
  }

  private async recover(): Promise<Look> {
    const { sending, recovered } = await this.store.recover();
    if (recovered > 0) this.deliveries.wereAdded();
    return sending === 0 ? AT_REST : undefined;
  }

  private async feed(): Promise<Look> {
    if (!(await this.broadcasts.isAnyToFeed())) return AT_REST;
    if ((await this.broadcasts.feed()) > 0) this.deliveries.wereAdded();
  }

  /** Removes old deliveries and cards, and clears old contents. A card is kept as long as its last delivery. */
  private async prune(): Promise<void> {
    const { store } = this;
    const isStopping = (): boolean => this.loops.length === 0;
    await removeInBatches((limit) => store.prune(KEEP_MS, KEEP_CONTENT_MS, limit), isStopping);
    await removeInBatches((limit) => store.clear(KEEP_CONTENT_MS, limit), isStopping);
    await removeInBatches((limit) => store.pruneCards(KEEP_MS, limit), isStopping);
  }
}
