import type { Update } from 'telegraf/types';
import type { TelegramId } from '@aisha/domain';
import type { Database, Transaction } from '@aisha/database';
import { laneOf, read } from './updates';

export interface StoredUpdate {
  readonly updateId: number;
  readonly payload: Update;
  readonly receivedAt: Date;
  readonly attempts: number;
}

/** Something that runs SQL: a transaction, or the connection that holds the polling lock. */
export interface Sql {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** Writer of bot.telegram_update. */
export class UpdateStore {
  /**
   * Stored once however often Telegram sends it. Answers the lanes that have something new. What we have no use for is known by its
   * number alone and needs no handling: what people say among themselves in a group is not ours to keep.
   */
  async add(sql: Sql, updates: readonly Update[]): Promise<TelegramId[]> {
    if (updates.length === 0) return [];
    const ignored = updates.map((update) => read(update).kind === 'ignored');
    const kept = updates.map((update, i) => (ignored[i] ? { update_id: update.update_id } : update));
    const rows = (await sql.query(
      `INSERT INTO bot.telegram_update (update_id, chat_id, payload, handled_at)
       SELECT update_id, chat_id, payload, CASE WHEN ignored THEN now() END
       FROM unnest($1::bigint[], $2::bigint[], $3::jsonb[], $4::boolean[]) AS u (update_id, chat_id, payload, ignored)
       ON CONFLICT DO NOTHING RETURNING chat_id::float8 AS "chatId", handled_at IS NULL AS "isOpen"`,
      [updates.map((update) => update.update_id), updates.map(laneOf), kept.map(asStored), ignored],
    )) as { chatId: TelegramId; isOpen: boolean }[];
    return [...new Set(rows.filter(({ isOpen }) => isOpen).map(({ chatId }) => chatId))];
  }

  /** One statement, which is its own transaction. */
  addAtOnce(database: Database, updates: readonly Update[]): Promise<TelegramId[]> {
    return this.add({ query: (sql, values) => database.write(sql, values) }, updates);
  }

  async openLanes(sql: Sql): Promise<TelegramId[]> {
    const rows = (await sql.query(
      `SELECT chat_id::float8 AS "chatId" FROM bot.telegram_update WHERE handled_at IS NULL
       GROUP BY chat_id ORDER BY min(update_id) LIMIT 1000`,
    )) as { chatId: TelegramId }[];
    return rows.map((row) => row.chatId);
  }

  /** The lane belongs to this transaction until it ends; false when another replica has it. */
  async lock(tx: Transaction, chatId: TelegramId): Promise<boolean> {
    const [row] = (await tx.query(
      `SELECT pg_try_advisory_xact_lock(hashtext('aisha.telegram-lane'), hashtext($1)) AS locked`,
      [String(chatId)],
    )) as [{ locked: boolean }];
    return row.locked;
  }

  /** The oldest unhandled update of the lane. */
  async next(tx: Transaction, chatId: TelegramId): Promise<(StoredUpdate & { mayBeOvertaking: boolean }) | undefined> {
    const [row] = (await tx.query(
      `SELECT u.update_id::float8 AS "updateId", u.payload, u.received_at AS "receivedAt", u.attempts,
         u.received_at > now() - $2 * interval '1 ms' AND NOT EXISTS (
           SELECT FROM bot.telegram_update WHERE update_id = u.update_id - 1) AS "mayBeOvertaking"
       FROM bot.telegram_update u WHERE u.chat_id = $1 AND u.handled_at IS NULL ORDER BY u.update_id LIMIT 1`,
      [chatId, GAP_PATIENCE_MS],
    )) as (StoredUpdate & { mayBeOvertaking: boolean })[];
    return row;
  }

  async handled(tx: Transaction, updateId: number): Promise<void> {
    await tx.query(`UPDATE bot.telegram_update SET handled_at = clock_timestamp() WHERE update_id = $1`, [updateId]);
  }

  /** Counts a failed attempt; answers how many there were. */
  async failed(tx: Transaction, updateId: number, reference: string): Promise<number> {
    const [rows] = (await tx.query(
      `UPDATE bot.telegram_update SET attempts = attempts + 1, error = $2 WHERE update_id = $1 RETURNING attempts`,
      [updateId, reference],
    )) as [{ attempts: number }[]];
    return rows[0]?.attempts ?? 0;
  }

  /** How many updates wait to be handled, and for how long the oldest of them has. */
  async waiting(sql: Sql): Promise<{ readonly count: number; readonly oldestSeconds: number }> {
    const [row] = (await sql.query(
      `SELECT count(*)::int AS count, coalesce(extract(epoch FROM now() - min(received_at)), 0)::float8 AS "oldestSeconds"
       FROM bot.telegram_update WHERE handled_at IS NULL`,
    )) as [{ count: number; oldestSeconds: number }];
    return row;
  }

  async prune(tx: Transaction, keepMs: number): Promise<void> {
    await tx.query(`DELETE FROM bot.telegram_update WHERE handled_at < now() - $1 * interval '1 ms'`, [keepMs]);
  }
}

/** As jsonb can keep it: Postgres takes neither zero characters nor halves of one, and one update must not hold up the rest. */
const asStored = (update: Pick<Update, 'update_id'>): string =>
  JSON.stringify(update, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value,
  );

/**
 * How long an update waits for the one before it. Telegram's webhook delivers messages and buttons of one person in parallel, so a
 * tap can overtake a text by some milliseconds; ids are given in the order they happened.
 */
const GAP_PATIENCE_MS = 300;
