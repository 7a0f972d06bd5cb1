import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import type { Language } from '@aisha/domain';
import type { Content } from './content';

/** More deliveries are written when fewer than this are open; this many take about seven seconds to send. */
const FEW = 200;
/** How many people one round reaches. */
const BATCH = 200;

/** Writes bot.broadcast and the deliveries of broadcasts. */
@Injectable()
export class BroadcastStore {
  constructor(private readonly database: Database) {}

  /**
   * Shows the content once to every person, including people who join while the broadcast runs. Two calls with one id are one broadcast.
   */
  async add(tx: Transaction, id: string, content: Readonly<Record<Language, Content>>): Promise<void> {
    await tx.query(`INSERT INTO bot.broadcast (id, content) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      id,
      JSON.stringify(content),
    ]);
  }

  /**
   * Writes deliveries of the oldest broadcast for the next people, unless enough are open. The cursor moves in the same statement, so a
   * crash neither skips nor repeats a person. Resolves to how many people there were.
   */
  async feed(): Promise<number> {
    const [row] = await this.database.write<{ count: number }>(FEED, [FEW, BATCH]);
    return row?.count ?? 0;
  }
}

const FEED = `
  WITH first AS MATERIALIZED (
    SELECT id, content, cursor FROM bot.broadcast
    WHERE finished_at IS NULL AND (
      SELECT count(*) FROM (
        SELECT FROM bot.delivery WHERE class = 'broadcast' AND status = 'pending' LIMIT $1) few) < $1
    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED),
  next AS MATERIALIZED (
    SELECT person.*, first.content->person.language AS content FROM first CROSS JOIN LATERAL (
      SELECT user_id, telegram_id, language, blocked_at FROM bot.person
      WHERE user_id > first.cursor ORDER BY user_id LIMIT $2) person),
  added AS (
    INSERT INTO bot.delivery (user_id, chat_id, class, content)
    SELECT user_id, telegram_id, 'broadcast', content FROM next WHERE blocked_at IS NULL ORDER BY telegram_id
    RETURNING id),
  moved AS (
    UPDATE bot.broadcast SET
      cursor = coalesce((SELECT user_id FROM next ORDER BY user_id DESC LIMIT 1), broadcast.cursor),
      finished_at = CASE WHEN (SELECT count(*) FROM next) < $2 THEN now() END
    FROM first WHERE broadcast.id = first.id)
  SELECT count(*)::int AS count FROM added`;
