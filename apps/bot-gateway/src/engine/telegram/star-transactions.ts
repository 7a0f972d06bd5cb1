import { Injectable, Optional } from '@nestjs/common';
import { STARS } from '@aisha/domain';
import { every, Clock, Logger, type Repeated } from '@aisha/platform';
import { OPEN_AT_ONCE, type OpenStars, StarTransactionStore } from './star-transaction.store';
import { starsListed, type ListedTransaction } from './stars';
import { TelegramApi } from './telegram-api';

/** How often a replica looks for Stars that another replica stored and did not pass on, because it died. */
const POLL_EVERY_MS = 10_000;
/** How many entries a request asks for: Telegram allows 100 (core.telegram.org/bots/api#getstartransactions). */
const PAGE = 100;
/** How many entries are read again. The list is ordered by time only to the second, so entries of one second may still change places. */
const OVERLAP = 50;
const RECONCILE_EVERY_MS = 60 * 60_000;
/** How long a replica may take to read the list; after that another replica reads it. */
const READ_WITHIN_MS = 5 * 60_000;
/** How soon a payment that is missing in Telegram's list is looked up again, as a part of its age, so that the look-ups become rarer. */
const ASK_AGAIN_FRACTION = 0.5;

/** Telegram's list has no payments by card. */
const isByCard = ({ currency }: OpenStars): boolean => currency !== STARS;

/** The pause of StarTransactions, which only tests shorten. */
export class StarsInterval {
  /** The pause between two polls for Stars that are not passed on yet, in milliseconds. */
  readonly everyMs: number = POLL_EVERY_MS;
}

/**
 * Passes on Stars (decision 29), independently of every conversation. A payment is stored with its update, confirmed by
 * Telegram's own list and passed on; a payment by card, which no list has, is confirmed by Telegram's question before it (decision 217). Once an hour one replica reads the list to its end, which also finds payments whose update never came.
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
    @Optional() private readonly interval: StarsInterval = new StarsInterval(),
  ) {}

  start(): void {
    this.repeated = every(this.interval.everyMs, 'stars.forward', this.log, () => this.settle());
    this.repeated.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.repeated?.stop();
  }

  /** Looks for Stars now, because an update has reported some. */
  wake(): void {
    this.askAgainAt = 0;
    this.repeated?.wake();
  }

  private async settle(): Promise<void> {
    const { store } = this;
    const unconfirmed = await this.forwardConfirmed();
    if (unconfirmed.some(isByCard)) {
      await store.confirmByCheckouts();
      await this.forwardConfirmed();
    }
    const isDue = await store.takeReconciliation(READ_WITHIN_MS);
    if (!isDue && !this.isToAsk(unconfirmed)) return;
    const isWhole = await this.readList();
    this.planToAsk(await this.forwardConfirmed());
    // A subscription ends when the list has been read since: a renewal on the list has to be on its way by then, unless
    // passing it on failed, which an operator is told of.
    if (isDue && isWhole) await store.finishReconciliation(RECONCILE_EVERY_MS);
  }

  /** Passes confirmed Stars on; resolves to those that Telegram has not confirmed. */
  private async forwardConfirmed(): Promise<OpenStars[]> {
    for (;;) {
      const open = await this.store.open();
      let forwarded = 0;
      for (const stars of open) if (stars.isConfirmed && (await this.forward(stars))) forwarded += 1;
      if (forwarded === 0 || open.length < OPEN_AT_ONCE || this.stopped)
        return open.filter(({ isConfirmed }) => !isConfirmed);
    }
  }

  private isToAsk(unconfirmed: readonly OpenStars[]): boolean {
    return unconfirmed.some((stars) => !isByCard(stars)) && this.now() >= this.askAgainAt;
  }

  private planToAsk(unconfirmed: readonly OpenStars[]): void {
    const newest = Math.max(
      0,
      ...unconfirmed.filter((stars) => !isByCard(stars)).map(({ createdAt }) => createdAt.getTime()),
    );
    if (newest === 0) return;
    this.askAgainAt = this.now() + (this.now() - newest) * ASK_AGAIN_FRACTION;
  }

  /**
   * Reads the list. Each page is kept before the next is read, so an interrupted run goes on where it stopped. A list that is
   * shorter than what was read before belongs to another bot, so the installation has a new token: that list is read from its beginning.
   * Resolves to whether the list was read to its end; a process that stops reads no further.
   */
  private async readList(): Promise<boolean> {
    const { api, store } = this;
    const read = await store.transactionsRead();
    let offset = Math.max(0, read - OVERLAP);
    while (!this.stopped) {
      const { transactions } = await api.call<{ transactions: ListedTransaction[] }>('getStarTransactions', {
        offset,
        limit: PAGE,
      });
      if (offset > 0 && offset + transactions.length < read) {
        this.log.warn('stars.another-list', { read, listed: offset + transactions.length });
        await store.beginList();
        return this.readList();
      }
      offset += transactions.length;
      await store.confirm(
        transactions.flatMap((line) => starsListed(line) ?? []),
        offset,
      );
      if (transactions.length < PAGE) return true;
    }
    return false;
  }

  /** Passes Stars on; false if that failed, which is only logged, so that it does not hold up other Stars. */
  private async forward(stars: OpenStars): Promise<boolean> {
    const { store, log } = this;
    const { kind, chargeId, toldAt } = stars;
    try {
      await store.forward(stars);
      if (toldAt) log.info('stars.forwarded', { kind, chargeId });
      else log.warn('stars.missed', { kind, chargeId }); // the list reported them, and no update had
      return true;
    } catch (error) {
      log.failed('stars.not-forwarded', error, { kind, chargeId });
      return false;
    }
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
