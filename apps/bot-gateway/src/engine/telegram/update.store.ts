import type { Update } from 'telegraf/types';
import { RETENTION_MS, type AppError, type TelegramId } from '@aisha/domain';
import { answerAtEnd, asJsonb, UNSYNCED, type Database, type Transaction } from '@aisha/database';
import { consentOf } from '../people/consent.store';
import { isRecent, type Place } from '../conversation/conversation.store';
import { bannedUntil } from '../people/banned-until';
import type { KnownPerson } from '../people/person.store';
import { starsOf } from './stars';
import { insertTold, toldRows } from './star-transaction.store';
import { keptOf, queueOf, read } from './updates';

export interface StoredUpdate {
  readonly updateId: number;
  readonly payload: Update;
  readonly receivedAt: Date;
  /** How long ago the update was received, in milliseconds by the clock of Postgres. */
  readonly waitedMs: number;
  readonly attempts: number;
  /** Whether the update waited for the person's consent. */
  readonly wasHeld: boolean;
}
export interface TakenUpdate extends StoredUpdate {
  /** Whether an earlier update of the chat may still be on its way. */
  readonly mayBeOvertaking: boolean;
  /** The person's row. Null for a person whom the bot does not know yet, and for news about the chat itself. */
  readonly person: KnownPerson | null;
  /** The person's place in the conversations; null if they have none yet. */
  readonly place: Place | null;
}
type TakeRow = { readonly isMine: boolean } & (
  TakenUpdate | ({ readonly updateId: null } & Omit<TakenUpdate, 'updateId'>)
);

/** A chat with unhandled updates. */
interface OpenQueue {
  readonly chatId: TelegramId;
  /** Whether one of them may be handled now; the others were deferred. */
  readonly isDue: boolean;
}

/** Runs SQL, inside a transaction or outside of one. */
interface Sql {
  query(sql: string): Promise<unknown>;
}

/** How long a photo or a sound waits at Telegram for its sender's consent (docs/decisions/0036). */
const HELD_HOURS = RETENTION_MS.heldUpdate / 3_600_000;

/**
 * The SQL that says that an update is due, by the clock: `now()` stands at the begin of the transaction, and an update that came since would
 * not be due yet.
 */
const isDue = (notBefore: string): string => `${notBefore} <= clock_timestamp()`;

const TAKE = `
  WITH queue AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtext('aisha.telegram-chat'), hashtext($1)) AS is_mine),
  next AS MATERIALIZED (
    SELECT u.*, u.received_at > now() - $3::float8 * interval '1 ms' AND NOT EXISTS (
        SELECT FROM bot.telegram_update before WHERE before.update_id = u.update_id - 1) AS may_be_overtaking
    FROM queue CROSS JOIN LATERAL (
      SELECT * FROM bot.telegram_update WHERE queue.is_mine AND chat_id = $2 AND handled_at IS NULL AND ${isDue('not_before')}
      ORDER BY update_id LIMIT 1 FOR UPDATE) u),
  heard AS (
    UPDATE bot.person SET heard_at = clock_timestamp() FROM next
    WHERE telegram_id = $2 AND NOT next.payload ? 'my_chat_member' RETURNING person.*)
  SELECT is_mine AS "isMine", next.update_id::float8 AS "updateId", next.payload, next.received_at AS "receivedAt",
    extract(epoch FROM clock_timestamp() - next.received_at)::float8 * 1000 AS "waitedMs", next.attempts,
    next.payload ? 'held' AS "wasHeld", next.may_be_overtaking AS "mayBeOvertaking",
    CASE WHEN heard.user_id IS NOT NULL THEN jsonb_build_object('userId', heard.user_id, 'firstName', heard.first_name,
      'username', heard.username, 'language', heard.language, 'isReturning', heard.is_returning, 'isAway', heard.blocked_at IS NOT NULL,
      'ban', ${bannedUntil('heard')},
      'consent', ${consentOf('heard.user_id')}) END AS person,
    CASE WHEN place.user_id IS NOT NULL THEN jsonb_build_object('flow', place.flow, 'step', place.step, 'draft', place.draft,
      'version', place.version, 'screen', place.screen, 'updateId', place.update_id, 'isRecent', ${isRecent('place')}) END AS place
  FROM queue LEFT JOIN next ON true LEFT JOIN heard ON true
    LEFT JOIN LATERAL (SELECT * FROM bot.conversation WHERE user_id = heard.user_id FOR UPDATE) place ON true
  WHERE ${UNSYNCED}`;

/** Writes bot.telegram_update and `heard_at` in bot.person, and stores the Stars that updates report. */
export class UpdateStore {
  /**
   * Stores each update once, even if Telegram repeats it. Resolves to the chats with new updates. If the bot does not use an update, only
   * its number is stored, and it is not handled: we do not keep what people say to each other in a group. The same statement stores the
   * Stars that an update reports, so they do not depend on how its handling ends.
   */
  async add(database: Database, updates: readonly Update[]): Promise<TelegramId[]> {
    if (updates.length === 0) return [];
    const ignored = updates.map((update) => read(update).kind === 'ignored');
    const stars = updates.flatMap((update) => starsOf(update) ?? []);
    const rows = await database.write<{ chatId: TelegramId; isOpen: boolean }>(
      `${stars.length > 0 ? `WITH told AS (${insertTold('$5')})` : ''}
       INSERT INTO bot.telegram_update (update_id, chat_id, payload, handled_at)
       SELECT update_id, chat_id, payload, CASE WHEN ignored THEN now() END
       FROM unnest($1::bigint[], $2::bigint[], $3::jsonb[], $4::boolean[]) AS u (update_id, chat_id, payload, ignored)
       ON CONFLICT DO NOTHING RETURNING chat_id::float8 AS "chatId", handled_at IS NULL AS "isOpen"`,
      [
        updates.map((update) => update.update_id),
        updates.map(queueOf),
        updates.map(keptOf).map(asJsonb),
        ignored,
        ...(stars.length > 0 ? [toldRows(stars)] : []),
      ],
    );
    return [...new Set(rows.filter(({ isOpen }) => isOpen).map(({ chatId }) => chatId))];
  }

  /** Chats with unhandled updates: those with updates that are due first, in the order of these. */
  async openQueues(sql: Sql): Promise<readonly OpenQueue[]> {
    return (await sql.query(
      `SELECT chat_id::float8 AS "chatId", bool_or(not_before <= now()) AS "isDue" FROM bot.telegram_update WHERE handled_at IS NULL
       GROUP BY chat_id ORDER BY "isDue" DESC, min(update_id) FILTER (WHERE not_before <= now()) LIMIT 1000`,
    )) as OpenQueue[];
  }

  /**
   * Takes the oldest unhandled update of a chat, with the person and the person's place, and updates the person's `heard_at`. The
   * transaction holds the chat's queue until it ends; 'taken' if another replica holds it.
   *
   * The transaction does not wait for the disk unless it sends a message: after a crash the update is still stored, and is handled again.
   *
   * This is one statement. Its snapshot may be older than its lock, so it also locks each row and reads the newest version. It skips an
   * update that was handled in between. If it finds no person or no place, these may have appeared in between.
   */
  async take(tx: Transaction, chatId: TelegramId): Promise<TakenUpdate | 'empty' | 'taken'> {
    const [row] = (await tx.query(TAKE, [String(chatId), chatId, GAP_PATIENCE_MS])) as [TakeRow];
    if (!row.isMine) return 'taken';
    if (row.updateId === null) return 'empty';
    const { updateId, payload, receivedAt, waitedMs, attempts, wasHeld, mayBeOvertaking, person, place } = row;
    return { updateId, payload, receivedAt, waitedMs, attempts, wasHeld, mayBeOvertaking, person, place };
  }

  /**
   * Marks an update as handled and keeps only its number, by which Telegram's repetitions are recognised. An update that was given up stays
   * whole for the operators, and an update that is held for the person's consent stays whole for a day. When the transaction has committed,
   * resolves to whether the chat has more updates to handle.
   */
  handled(
    tx: Transaction,
    { updateId, chatId }: { updateId: number; chatId: TelegramId },
    isHeld = false,
  ): Promise<boolean> {
    const handled = answerAtEnd<{ hasMore: boolean }>(
      tx,
      `UPDATE bot.telegram_update SET handled_at = clock_timestamp(),
         held_until = CASE WHEN $3 THEN now() + interval '${HELD_HOURS} hours' END,
         payload = CASE WHEN given_up_at IS NULL AND NOT $3 THEN jsonb_build_object('update_id', update_id) ELSE payload END
       WHERE update_id = $1
       RETURNING EXISTS (SELECT FROM bot.telegram_update u
         WHERE u.chat_id = $2 AND u.handled_at IS NULL AND ${isDue('u.not_before')} AND u.update_id <> $1) AS "hasMore"`,
      [updateId, chatId, isHeld],
    );
    const hasMore = handled.then(([row]) => row?.hasMore ?? false);
    hasMore.catch(() => undefined); // the transaction reports the error
    return hasMore;
  }

  /** Counts a failed attempt and defers the update; resolves to how many attempts have failed. */
  async failed(tx: Transaction, updateId: number, reference: string, deferMs: number): Promise<number> {
    const [rows] = (await tx.query(
      `UPDATE bot.telegram_update SET attempts = attempts + 1, error = $2, not_before = now() + $3 * interval '1 ms'
       WHERE update_id = $1 RETURNING attempts`,
      [updateId, reference, deferMs],
    )) as [{ attempts: number }[]];
    return rows[0]?.attempts ?? 0;
  }

  /** Whether a later action of the person has been handled, and not given up. */
  async hasGoneOn(tx: Transaction, { updateId, chatId }: { updateId: number; chatId: TelegramId }): Promise<boolean> {
    const [row] = (await tx.query(
      `SELECT EXISTS (SELECT FROM bot.telegram_update
         WHERE chat_id = $2 AND update_id > $1 AND handled_at IS NOT NULL AND given_up_at IS NULL) AS "hasGoneOn"`,
      [updateId, chatId],
    )) as [{ hasGoneOn: boolean }];
    return row.hasGoneOn;
  }

  /** Puts the update on the operators' list. It is not handled again until an operator says so. */
  async giveUp(tx: Transaction, updateId: number, { code, facts }: AppError): Promise<void> {
    const [rows] = (await tx.query(
      `UPDATE bot.telegram_update SET handled_at = clock_timestamp(), given_up_at = clock_timestamp()
       WHERE update_id = $1 AND handled_at IS NULL RETURNING attempts`,
      [updateId],
    )) as [{ attempts: number }[]];
    if (!rows[0]) return;
    const { attempts } = rows[0];
    await tx.query(
      `INSERT INTO bot.dead_letter (message_id, job, payload, code, facts, attempts)
       VALUES (gen_random_uuid(), 'handle-update', $1, $2, $3, $4)`,
      [JSON.stringify({ updateId }), code, JSON.stringify(facts), attempts],
    );
  }

  /** Lets a given-up update be handled after all, because an operator has decided so. Other updates stay as they are. */
  async takeUpAgain(tx: Transaction, updateId: number): Promise<void> {
    await tx.query(
      `UPDATE bot.telegram_update SET handled_at = NULL, given_up_at = NULL, attempts = 0, not_before = now()
       WHERE update_id = $1 AND given_up_at IS NOT NULL`,
      [updateId],
    );
  }

  /** How many updates wait to be handled, and how long the oldest of them has waited. */
  async waiting(sql: Sql): Promise<{ readonly count: number; readonly oldestSeconds: number }> {
    const [row] = (await sql.query(
      `SELECT count(*)::int AS count, coalesce(extract(epoch FROM now() - min(received_at)), 0)::float8 AS "oldestSeconds"
       FROM bot.telegram_update WHERE handled_at IS NULL`,
    )) as [{ count: number; oldestSeconds: number }];
    return row;
  }

  /** Deletes the contents of held updates whose sender did not agree in time. */
  async forgetHeld(database: Database): Promise<void> {
    await database.write(
      `UPDATE bot.telegram_update SET payload = jsonb_build_object('update_id', update_id), held_until = NULL
       WHERE held_until <= now()`,
    );
  }

  /**
   * Removes up to `limit` updates that were handled that long ago. An update that was given up stays until its dead letter is resolved or
   * deleted. Resolves to how many were removed.
   */
  async prune(database: Database, keepMs: number, limit: number): Promise<number> {
    const gone = await database.write(
      `DELETE FROM bot.telegram_update WHERE update_id IN (
         SELECT update_id FROM bot.telegram_update u WHERE handled_at < now() - $1 * interval '1 ms'
           AND (given_up_at IS NULL OR NOT EXISTS (SELECT FROM bot.dead_letter
             WHERE job = 'handle-update' AND payload = jsonb_build_object('updateId', u.update_id) AND resolved IS NULL))
         ORDER BY handled_at LIMIT $2) RETURNING update_id`,
      [keepMs, limit],
    );
    return gone.length;
  }
}

/**
 * How long an update waits while one with a smaller id may still be on its way. Telegram's webhook delivers a person's messages and button
 * presses in parallel, so a press can overtake a text by some milliseconds. The ids show the real order.
 */
const GAP_PATIENCE_MS = 300;
