import { Injectable, Optional } from '@nestjs/common';
import { every, Clock, Logger, type Repeated } from '@aisha/platform';
import { type OpenStars, StarTransactionStore } from './star-transaction.store';
import { starsListed, type ListedTransaction } from './stars';
import { TelegramApi } from './telegram-api';

/** How often a replica looks for Stars that another one wrote down and did not live to pass on. */
const POLL_EVERY_MS = 10_000;
/** Telegram allows 100 (core.telegram.org/bots/api#getstartransactions). */
const PAGE = 100;
/** The list is in order of time, to the second: what happened in one second may still change places. */
const OVERLAP = 50;
const RECONCILE_EVERY_MS = 60 * 60_000;
/** A replica that fails to read the list, or dies over it, is replaced after this. */
const READ_WITHIN_MS = 5 * 60_000;
/** A payment that Telegram's list does not have is asked for less and less often: after this much of its age again. */
const ASK_AGAIN_FRACTION = 0.5;

/** Only tests shorten these pauses. */
export class StarsPace {
  /** The pause between two looks at what is not passed on yet, in milliseconds. */
  readonly everyMs: number = POLL_EVERY_MS;
}

/**
 * Brings Stars to billing (decision 29). A payment is written down with its update, confirmed by Telegram's own list and passed on,
 * apart from every conversation. Once an hour one replica reads the list to its end, so a payment whose update never came is found too.
 */
@Injectable()
export class StarTransactions {
  private repeated: Repeated | undefined;
  private askAgainAt = 0;
  private stopped = false;

  constructor(
    private readonly api: TelegramApi,
    private readonly store: StarTransactionStore,
    private readonly clock: Clock,
    private readonly log: Logger,
    @Optional() private readonly pace: StarsPace = new StarsPace(),
  ) {}

  start(): void {
    this.repeated = every(this.pace.everyMs, 'stars.forward', this.log, () => this.settle());
    this.repeated.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.repeated?.stop();
  }

  /** An update has told about Stars. */
  wake(): void {
    this.askAgainAt = 0;
    this.repeated?.wake();
  }

  /** Runs one round. */
  private async settle(): Promise<void> {
    const { store } = this;
    const unconfirmed = await this.forwardConfirmed();
    const isDue = await store.takeReconciliation(READ_WITHIN_MS);
    if (!isDue && !this.isToAsk(unconfirmed)) return;
    await this.readList();
    if (isDue) await store.finishReconciliation(RECONCILE_EVERY_MS);
    this.planToAsk(await this.forwardConfirmed());
  }

  /** Resolves to the Stars that Telegram has not confirmed. */
  private async forwardConfirmed(): Promise<OpenStars[]> {
    const open = await this.store.open();
    for (const stars of open) if (stars.isConfirmed) await this.forward(stars);
    return open.filter(({ isConfirmed }) => !isConfirmed);
  }

  private isToAsk(unconfirmed: readonly OpenStars[]): boolean {
    return unconfirmed.length > 0 && this.now() >= this.askAgainAt;
  }

  private planToAsk(unconfirmed: readonly OpenStars[]): void {
    const newest = Math.max(0, ...unconfirmed.map(({ createdAt }) => createdAt.getTime()));
    if (newest === 0) return;
    this.askAgainAt = this.now() + (this.now() - newest) * ASK_AGAIN_FRACTION;
  }

  /** Each page is kept before the next is asked for: an interrupted run goes on where it stopped. */
  private async readList(): Promise<void> {
    const { api, store } = this;
    let offset = Math.max(0, (await store.transactionsRead()) - OVERLAP);
    while (!this.stopped) {
      const { transactions } = await api.call<{ transactions: ListedTransaction[] }>('getStarTransactions', {
        offset,
        limit: PAGE,
      });
      offset += transactions.length;
      await store.confirm(
        transactions.flatMap((line) => starsListed(line) ?? []),
        offset,
      );
      if (transactions.length < PAGE) return;
    }
  }

  /** Passes Stars on; those that cannot be passed on must not hold up the others. */
  private async forward(stars: OpenStars): Promise<void> {
    const { store, log } = this;
    const { kind, chargeId, toldAt } = stars;
    try {
      await store.forward(stars);
      if (toldAt) log.info('stars.forwarded', { kind, chargeId });
      else log.warn('stars.missed', { kind, chargeId }); // the list told us, not an update
    } catch (error) {
      log.failed('stars.not-forwarded', error, { kind, chargeId });
    }
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
