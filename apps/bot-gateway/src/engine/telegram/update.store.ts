import type { Update } from 'telegraf/types';
import type { TelegramId } from '@aisha/domain';
import { send, UNSYNCED, type Database, type Transaction } from '@aisha/database';
import type { Place } from '../conversation/conversation.store';
import type { KnownPerson } from '../people/person.store';
import { queueOf, read } from './updates';

export interface StoredUpdate {
  readonly updateId: number;
  readonly payload: Update;
  readonly receivedAt: Date;
  readonly attempts: number;
}
export interface TakenUpdate extends StoredUpdate {
  /** An update that happened before may still be on its way. */
  readonly mayBeOvertaking: boolean;
  /** Null for a person who is not known yet, and for what Telegram says of the chat itself. */
  readonly person: KnownPerson | null;
  /** Where the person is; null when they are nowhere yet. */
  readonly place: Place | null;
}
type TakeRow = { readonly isMine: boolean } & (
  TakenUpdate | ({ readonly updateId: null } & Omit<TakenUpdate, 'updateId'>)
);

/** Something that runs SQL: a transaction, or the connection that holds the polling lock. */
export interface Sql {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

const TAKE = `
  WITH queue AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtext('aisha.telegram-chat'), hashtext($1)) AS is_mine),
  next AS MATERIALIZED (
    SELECT u.*, u.received_at > now() - $3::float8 * interval '1 ms' AND NOT EXISTS (
        SELECT FROM bot.telegram_update before WHERE before.update_id = u.update_id - 1) AS may_be_overtaking
    FROM queue CROSS JOIN LATERAL (
      SELECT * FROM bot.telegram_update WHERE queue.is_mine AND chat_id = $2 AND handled_at IS NULL
      ORDER BY update_id LIMIT 1 FOR UPDATE) u),
  heard AS (
    UPDATE bot.person SET heard_at = clock_timestamp() FROM next
    WHERE telegram_id = $2 AND NOT next.payload ? 'my_chat_member' RETURNING person.*)
  SELECT is_mine AS "isMine", next.update_id::float8 AS "updateId", next.payload, next.received_at AS "receivedAt", next.attempts,
    next.may_be_overtaking AS "mayBeOvertaking",
    CASE WHEN heard.user_id IS NOT NULL THEN jsonb_build_object('userId', heard.user_id, 'firstName', heard.first_name,
      'username', heard.username, 'language', heard.language, 'isAway', heard.blocked_at IS NOT NULL) END AS person,
    CASE WHEN place.user_id IS NOT NULL THEN jsonb_build_object('flow', place.flow, 'step', place.step, 'draft', place.draft,
      'version', place.version, 'screen', place.screen, 'updateId', place.update_id) END AS place
  FROM queue LEFT JOIN next ON true LEFT JOIN heard ON true
    LEFT JOIN LATERAL (SELECT * FROM bot.conversation WHERE user_id = heard.user_id FOR UPDATE) place ON true
  WHERE ${UNSYNCED}`;

/** Writer of bot.telegram_update; says of bot.person when they were heard of. */
export class UpdateStore {
  /**
   * Stored once however often Telegram sends it. Answers the queues that have something new. What we have no use for is known by its
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
      [updates.map((update) => update.update_id), updates.map(queueOf), kept.map(asStored), ignored],
    )) as { chatId: TelegramId; isOpen: boolean }[];
    return [...new Set(rows.filter(({ isOpen }) => isOpen).map(({ chatId }) => chatId))];
  }

  /** One statement, which is its own transaction. */
  addAtOnce(database: Database, updates: readonly Update[]): Promise<TelegramId[]> {
    return this.add({ query: (sql, values) => database.write(sql, values) }, updates);
  }

  async openQueues(sql: Sql): Promise<TelegramId[]> {
    const rows = (await sql.query(
      `SELECT chat_id::float8 AS "chatId" FROM bot.telegram_update WHERE handled_at IS NULL
       GROUP BY chat_id ORDER BY min(update_id) LIMIT 1000`,
    )) as { chatId: TelegramId }[];
    return rows.map((row) => row.chatId);
  }

  /**
   * The oldest unhandled update of a chat, with its person, who is marked as heard of, and where that person is. The chat's queue
   * belongs to the transaction until it ends; 'taken' when another replica has it.
   *
   * The transaction does not wait for the disk unless it sends a message: an update is stored until it is handled.
   *
   * One statement, whose snapshot may be older than its lock: each row is locked as well, which reads its newest version, and an
   * update that was handled in between is passed over. A person or a place that is not found may have come in between, too.
   */
  async take(tx: Transaction, chatId: TelegramId): Promise<TakenUpdate | 'empty' | 'taken'> {
    const [row] = (await tx.query(TAKE, [String(chatId), chatId, GAP_PATIENCE_MS])) as [TakeRow];
    if (!row.isMine) return 'taken';
    if (row.updateId === null) return 'empty';
    const { updateId, payload, receivedAt, attempts, mayBeOvertaking, person, place } = row;
    return { updateId, payload, receivedAt, attempts, mayBeOvertaking, person, place };
  }

  /** Resolves to whether the chat has more; the transaction need not wait for that. */
  handled(tx: Transaction, { updateId, chatId }: { updateId: number; chatId: TelegramId }): Promise<boolean> {
    const handled = send<[{ hasMore: boolean }[], number]>(
      tx,
      `UPDATE bot.telegram_update SET handled_at = clock_timestamp() WHERE update_id = $1
       RETURNING EXISTS (SELECT FROM bot.telegram_update u
         WHERE u.chat_id = $2 AND u.handled_at IS NULL AND u.update_id <> $1) AS "hasMore"`,
      [updateId, chatId],
    );
    const hasMore = handled.then(([[row]]) => row?.hasMore ?? false);
    hasMore.catch(() => undefined); // told by the transaction
    return hasMore;
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

  /** Removes up to `limit` of what was handled so long ago. Resolves to how many there were. */
  async prune(database: Database, keepMs: number, limit: number): Promise<number> {
    const gone = await database.write(
      `DELETE FROM bot.telegram_update WHERE update_id IN (
         SELECT update_id FROM bot.telegram_update WHERE handled_at < now() - $1 * interval '1 ms'
         ORDER BY handled_at LIMIT $2) RETURNING update_id`,
      [keepMs, limit],
    );
    return gone.length;
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
