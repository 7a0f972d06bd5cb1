import { Injectable, Optional } from '@nestjs/common';
import { UNSYNCED, Database } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';
import { TELEGRAM_LIMITS, WINDOW_MS, RateLimits } from './rate-limits';

/** The right to make one call: its time by the database clock, as text. */
export type Grant = string;

/** More calls than any window has. */
const UNLIMITED = 1_000_000;

/** Grants calls within Telegram's limits, for all replicas together. It is the only writer of bot.send_window. */
@Injectable()
export class RateLimiterStore {
  constructor(
    private readonly database: Database,
    @Optional() readonly limits: RateLimits = TELEGRAM_LIMITS,
  ) {}

  /** Creates the table's only row, without which no call is granted. */
  async open(): Promise<void> {
    await this.database.write(`INSERT INTO bot.send_window DEFAULT VALUES ON CONFLICT DO NOTHING`);
  }

  /**
   * Grants one call now, or gives an earlier grant the present time, which uses up no further call. `afterMs` is the time from the
   * statement's arrival at Postgres to the grant. If the window has no room, resolves to the milliseconds to wait.
   */
  take(
    rank: number,
    earlier?: Grant,
  ): Promise<{ readonly grant: Grant; readonly afterMs: number } | { readonly waitMs: number }> {
    return this.dated(rank, earlier, this.limits.perSecond);
  }

  /** Gives the grant of a call that has just gone out the present time, whether or not the window has room: the call cannot be taken back. */
  async sent(rank: number, grant: Grant): Promise<void> {
    await this.dated(rank, grant, UNLIMITED);
  }

  private async dated(
    rank: number,
    earlier: Grant | undefined,
    perSecond: number,
  ): Promise<{ readonly grant: Grant; readonly afterMs: number } | { readonly waitMs: number }> {
    const [row] = await this.database.write<{ grant: Grant; afterMs: number; waitMs: number | null }>(
      `WITH locked AS MATERIALIZED (SELECT granted_at, granted_rank FROM bot.send_window FOR UPDATE),
       moment AS MATERIALIZED (SELECT locked.*, clock_timestamp() AS at FROM locked),
       recent AS MATERIALIZED (
         SELECT g.at, g.rank FROM moment, unnest(granted_at, granted_rank) AS g (at, rank)
         WHERE g.at > moment.at - $1 * interval '1 ms' AND g.at IS DISTINCT FROM $3::timestamptz),
       room AS (SELECT at, CASE WHEN (SELECT count(*) FROM recent) < $2 THEN NULL
           ELSE ceil(extract(epoch FROM (SELECT min(at) FROM recent) - at) * 1000 + $1)::float8 END AS wait_ms FROM moment),
       taken AS (
         UPDATE bot.send_window SET
           granted_at = (SELECT coalesce(array_agg(at), '{}') FROM recent) || room.at,
           granted_rank = (SELECT coalesce(array_agg(rank), '{}') FROM recent) || $4::smallint
         FROM room WHERE wait_ms IS NULL)
       SELECT at::text AS "grant", extract(epoch FROM at - statement_timestamp())::float8 * 1000 AS "afterMs", wait_ms AS "waitMs"
       FROM room WHERE ${UNSYNCED}`,
      [WINDOW_MS, perSecond, earlier ?? null, rank],
    );
    if (!row) {
      await this.open();
      return this.dated(rank, earlier, perSecond);
    }
    return row.waitMs === null ? { grant: row.grant, afterMs: row.afterMs } : { waitMs: Math.max(row.waitMs, 1) };
  }

  /**
   * Keeps every replica from calling for this long, by filling the window with calls in the future. A pause that already lasts longer
   * stays.
   */
  async pause(ms: number): Promise<void> {
    await this.database.write(
      `UPDATE bot.send_window SET granted_at = array_fill(until, ARRAY[$1::int]), granted_rank = array_fill(1::smallint, ARRAY[$1::int])
       FROM (SELECT clock_timestamp() + $2 * interval '1 ms' AS until) paused
       WHERE until > ALL (granted_at)`,
      [this.limits.perSecond, ms - WINDOW_MS],
    );
  }

  /** Whether a message that is not a delivery may go to the chat now. If so, the message is counted. */
  async mayWriteTo(chatId: TelegramId): Promise<boolean> {
    const { chatIntervalMs, chatBurst, groupIntervalMs } = this.limits;
    const [interval, burst] = chatId < 0 ? [groupIntervalMs, 1] : [chatIntervalMs, chatBurst];
    const paced = await this.database.write(
      `INSERT INTO bot.chat_queue AS q (chat_id, paced_until) VALUES ($1, now() + $2 * (1 - ($3 - 1)) * interval '1 ms')
       ON CONFLICT (chat_id) DO UPDATE SET paced_until = greatest(q.paced_until, now() - $2 * ($3 - 1) * interval '1 ms')
         + $2 * interval '1 ms'
       WHERE greatest(q.paced_until, q.paused_until) <= now() RETURNING chat_id`,
      [chatId, interval, burst],
    );
    if (paced.length === 0) return false;
    if ('grant' in (await this.take(1))) return true;
    const unpaced = `UPDATE bot.chat_queue SET paced_until = paced_until - $2 * interval '1 ms' WHERE chat_id = $1`;
    await this.database.write(unpaced, [chatId, interval]); // the message is not sent, so it must not delay the chat
    return false;
  }
}
