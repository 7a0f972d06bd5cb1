import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { isAddressed, type Broadcast } from '@aisha/database/bot';
import type { Language } from '@aisha/domain';

/** More deliveries of a broadcast are written when fewer than this are open. Sending this many takes about seven seconds. */
const FEW = 200;
/** How many people one round looks at. */
const BATCH = 200;
/**
 * How many rounds one call makes while none of the people in a round belong to the segment, so that a small segment among a million people
 * is found within minutes.
 */
const ROUNDS = 50;
/** How far a start may lie back, because its message took a while to arrive. */
const LATE_AT_MOST = '10 minutes';

/** The language in which people get a broadcast whose draft is older than the bot's words in their own. Every draft has it. */
export const FALLBACK_LANGUAGE = 'en' satisfies Language;

/** Writes bot.broadcast and the deliveries of broadcasts. */
@Injectable()
export class BroadcastStore {
  constructor(private readonly database: Database) {}

  /** Writes a draft, or changes one; false if the broadcast is no draft any more. */
  async draft(
    tx: Transaction,
    { id, content, texts, segment }: Pick<Broadcast, 'id' | 'content' | 'texts' | 'segment'>,
  ): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO bot.broadcast (id, content, texts, segment, state, finished_at) VALUES ($1, $2, $3, $4, 'draft', 'infinity')
       ON CONFLICT (id) DO UPDATE SET content = excluded.content, texts = excluded.texts, segment = excluded.segment
       WHERE broadcast.state = 'draft' RETURNING id`,
      [id, JSON.stringify(content), JSON.stringify(texts), JSON.stringify(segment)],
    );
    return rows.length > 0;
  }

  /** Locks a broadcast until the transaction ends; null if it does not exist. */
  async lock(tx: Transaction, id: string): Promise<Pick<Broadcast, 'state' | 'content'> | null> {
    const [row] = await tx.query<Pick<Broadcast, 'state' | 'content'>[]>(
      `SELECT state, content FROM bot.broadcast WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /**
   * Starts a broadcast now or at a later moment, or resumes it after the last person it reached. False, and nothing changes, if the moment is
   * past: with a mistyped moment the broadcast would go to everybody at once.
   */
  async start(tx: Transaction, id: string, at: string | null): Promise<boolean> {
    const [, started] = await tx.query<[unknown, number]>(
      at === null
        ? `UPDATE bot.broadcast SET state = 'running', finished_at = NULL, begins_at = NULL WHERE id = $1`
        : `UPDATE bot.broadcast SET state = 'scheduled', begins_at = $2
            WHERE id = $1 AND $2 > now() - interval '${LATE_AT_MOST}'`,
      at === null ? [id] : [id, at],
    );
    return started > 0;
  }

  /**
   * Pauses or stops a broadcast: no more deliveries of it are written, and those already written, a few hundred at most, are sent. A stopped
   * broadcast cannot be resumed.
   */
  async halt(tx: Transaction, id: string, state: 'paused' | 'stopped'): Promise<void> {
    await tx.query(
      `UPDATE bot.broadcast SET state = $2, begins_at = NULL, finished_at = CASE WHEN $2 = 'paused' THEN 'infinity'::timestamptz ELSE now() END
       WHERE id = $1`,
      [id, state],
    );
  }

  /** Whether a broadcast runs, or is to begin later. */
  async isAnyToFeed(): Promise<boolean> {
    const [found] = await this.database.read.query<[{ isAny: boolean }]>(
      `SELECT EXISTS (SELECT FROM bot.broadcast WHERE finished_at IS NULL AND state = 'running')
         OR EXISTS (SELECT FROM bot.broadcast WHERE state = 'scheduled') AS "isAny"`,
    );
    return found.isAny;
  }

  /**
   * Starts the broadcasts whose time has come. Then it writes deliveries of the oldest running broadcast for the next people, unless enough
   * are open. The cursor moves in the same statement, so a crash neither skips nor repeats a person. Resolves to the number of deliveries
   * that it wrote.
   */
  async feed(): Promise<number> {
    await this.database.write(
      `UPDATE bot.broadcast SET state = 'running', finished_at = NULL WHERE state = 'scheduled' AND begins_at <= now()`,
    );
    for (let round = 0; round < ROUNDS; round += 1) {
      const [row] = await this.database.write<{ count: number; lookedAt: number }>(FEED, [FEW, BATCH]);
      if (!row || row.count > 0 || row.lookedAt === 0) return row?.count ?? 0;
    }
    return 0;
  }
}

const FEED = `
  WITH first AS MATERIALIZED (
    SELECT id, content, cursor, segment FROM bot.broadcast
    WHERE finished_at IS NULL AND state = 'running' AND (
      SELECT count(*) FROM (
        SELECT FROM bot.delivery WHERE class = 'broadcast' AND status = 'pending' LIMIT $1) few) < $1
    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED),
  next AS MATERIALIZED (
    SELECT first.id AS broadcast_id, person.user_id, person.telegram_id,
      coalesce(first.content->person.language, first.content->'${FALLBACK_LANGUAGE}') AS content,
      ${isAddressed('first.segment')} AS is_addressed
    FROM first CROSS JOIN LATERAL (
      SELECT * FROM bot.person WHERE user_id > first.cursor ORDER BY user_id LIMIT $2) person),
  added AS (
    -- The trace names the broadcast: its progress is counted by it.
    INSERT INTO bot.delivery (user_id, chat_id, class, content, trace_id)
    SELECT user_id, telegram_id, 'broadcast', content, broadcast_id::text FROM next WHERE is_addressed ORDER BY telegram_id
    RETURNING id),
  moved AS (
    UPDATE bot.broadcast SET
      cursor = coalesce((SELECT user_id FROM next ORDER BY user_id DESC LIMIT 1), broadcast.cursor),
      reached = reached + (SELECT count(*) FROM added),
      state = CASE WHEN (SELECT count(*) FROM next) < $2 THEN 'done' ELSE broadcast.state END,
      finished_at = CASE WHEN (SELECT count(*) FROM next) < $2 THEN now() END
    FROM first WHERE broadcast.id = first.id)
  SELECT count(*)::int AS count, (SELECT count(*)::int FROM next) AS "lookedAt" FROM added`;
