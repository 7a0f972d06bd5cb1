import { DAY_MS } from '@aisha/domain';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Update } from 'telegraf/types';
import { every, Clock, Logger } from '@aisha/platform';
import { Intake, UpdateSource } from './intake';
import { RENEW_MS, PollingLeaseStore } from './polling-lease.store';
import { TelegramRefusal, TelegramApi } from './telegram-api';
import { countReceived } from './update.metrics';
import { ALLOWED_UPDATES } from './updates';

/**
 * How long Telegram may hold a poll that has no updates. It allows 50 s at most; this is shorter, so that a stopped gateway is noticed and
 * replaced soon.
 */
const LONG_POLL_SECONDS = 25;
const BATCH = 100;
/**
 * How long the last update's id is used as the offset: a day less than the week after which Telegram's ids may begin anew, lower than
 * before (telegram.md §0, 21).
 */
const IDS_LAST_MS = 6 * DAY_MS;
/** How often a replica that does not poll tries to take the lease; each try is one statement. */
const LEADER_PAUSE_MS = 1_000;
const TROUBLE_PAUSE_MS = 2_000;
/** How often the bot polls for payers while the database is slow. Telegram waits 10 s for the answer to a payer. */
const PAYERS_PAUSE_MS = 2_000;

/**
 * Fetches updates. Telegram allows one consumer, so only the replica that holds the lease polls. Two replicas may poll at once for a
 * moment, which does no harm: Telegram answers only one of them, an update is stored once by its number, and each replica confirms only
 * what it has stored.
 */
@Injectable()
export class Polling implements UpdateSource {
  private readonly stopping = new AbortController();
  /** Aborted when the process stops, and when another replica has the lease. */
  private leaving = this.stopping.signal;
  private loop: Promise<void> | undefined;
  /** The offset that confirms the updates which are stored, and the time at which the last of them came. */
  private last = { offset: 0, at: 0 };
  /** The ids of pre-checkout updates that are not confirmed yet, so that each is answered once. */
  private answered = new Set<number>();

  constructor(
    private readonly api: TelegramApi,
    private readonly lease: PollingLeaseStore,
    private readonly intake: Intake,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.loop = this.untilStopped();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async untilStopped(): Promise<void> {
    while (!this.stopped) {
      const pauseMs = await this.asLeader().catch((error: unknown) => {
        if (!this.stopped) this.log.failed('polling.interrupted', error);
        return TROUBLE_PAUSE_MS;
      });
      if (!this.stopped) await delay(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  /** Polls while this replica holds the lease. Resolves to the pause before the next try. */
  private async asLeader(): Promise<number> {
    const { lease, api, log } = this;
    if (!(await lease.take())) return LEADER_PAUSE_MS;
    const lost = new AbortController();
    const renewal = every(RENEW_MS, 'polling.renewal', log, async () => {
      if (!(await lease.take())) lost.abort(); // a renewal that throws loses nothing, because the next one may succeed
    });
    this.leaving = AbortSignal.any([this.stopping.signal, lost.signal]);
    try {
      // The webhook is deleted first, because Telegram answers every poll with 409 while one is set.
      await api.call('deleteWebhook');
      log.info('polling.started');
      while (!this.leaving.aborted) await this.fetch();
    } catch (error) {
      if (!lost.signal.aborted) throw error;
    } finally {
      await renewal.stop();
      await lease.release().catch(() => undefined); // if this fails, the lease runs out by itself
    }
    if (lost.signal.aborted) log.warn('polling.lease-lost');
    return LEADER_PAUSE_MS;
  }

  private async fetch(): Promise<void> {
    const updates = await this.updates(LONG_POLL_SECONDS);
    countReceived(updates.length);
    this.answerPayers(updates);
    const toHandle = updates.filter((update) => !('pre_checkout_query' in update));
    const storing = this.intake.keep(toHandle);
    await this.answerPayersWhile(storing);
    await storing;
    // All these updates are stored, so the next poll may confirm them, which it does with an offset above their ids.
    const last = updates.at(-1);
    if (last) this.last = { offset: last.update_id + 1, at: this.clock.now().getTime() };
    this.answered = new Set([...this.answered].filter((updateId) => updateId >= this.last.offset));
  }

  /**
   * The offset of the next poll. After six days without updates it is 0, because an offset above Telegram's new ids would confirm updates
   * that we have not seen.
   */
  private get offset(): number {
    return this.clock.now().getTime() - this.last.at < IDS_LAST_MS ? this.last.offset : 0;
  }

  private answerPayers(updates: readonly Update[]): void {
    for (const update of updates) {
      if (!('pre_checkout_query' in update) || this.answered.has(update.update_id)) continue;
      this.answered.add(update.update_id);
      void this.intake.answerPayer(update);
    }
  }

  /**
   * Answers payers while the updates of the last poll are being stored. It polls again from the same offset, so that Telegram forgets none
   * of these updates. After these updates Telegram lists the questions of payments that start now.
   */
  private async answerPayersWhile(storing: Promise<unknown>): Promise<void> {
    const stored = storing.then(
      () => true,
      () => true,
    );
    while (!(await Promise.race([stored, delay(PAYERS_PAUSE_MS, false, { ref: false })]))) {
      this.answerPayers(await this.updates(0));
    }
  }

  private async updates(seconds: number): Promise<Update[]> {
    try {
      return await this.api.call<Update[]>(
        'getUpdates',
        { offset: this.offset, limit: BATCH, timeout: seconds, allowed_updates: ALLOWED_UPDATES },
        { timeoutMs: (seconds + 10) * 1000, signal: this.leaving },
      );
    } catch (error) {
      if (this.leaving.aborted) return [];
      const pauseMs = error instanceof TelegramRefusal ? (error.retryAfterSeconds ?? 2) * 1000 : TROUBLE_PAUSE_MS;
      this.log.failed('polling.failed', error);
      await delay(pauseMs, undefined, { signal: this.leaving }).catch(() => undefined);
      return [];
    }
  }
}
