import type { TelegramId, UserId } from '@aisha/domain';
import type { Database, Transaction } from '@aisha/database';
import type { Content } from './content';
import type { DeliveryClass } from './deliveries';

export interface Claimed {
  readonly id: number;
  readonly userId: UserId;
  readonly chatId: TelegramId;
  readonly class: DeliveryClass;
  readonly cardKey: string | null;
  readonly content: Content & { since?: string };
  readonly attempts: number;
  readonly traceId: string | null;
  /** By the clock of the database. */
  readonly claimedAt: Date;
}

const TOLD_TO_WAIT = 'told to wait';

/** Reads and moves rows of bot.delivery for the sender. */
export class DeliveryStore {
  constructor(private readonly database: Database) {}

  /**
   * Takes up to `limit` deliveries that may be sent now and marks them `sending`. In a lane of a chat only the first open one: the
   * next waits until it is done, whichever replica sends it. Answers to buttons are outside that order, and a drawing of a card that
   * waits for the card's own pace lets the others pass; whatever waits for another reason does not. Where Telegram said for how long
   * to wait, the whole chat does.
   */
  claim(limit: number, leaseMs: number): Promise<Claimed[]> {
    return this.database.transaction(async (tx) => {
      const [rows] = (await tx.query(
        `WITH first AS (
           SELECT DISTINCT ON (chat_id, lane) id, chat_id FROM bot.delivery
           WHERE status IN ('pending', 'sending') AND content->>'kind' <> 'answer'
             AND NOT (content->>'kind' = 'card' AND status = 'pending' AND error IS NULL AND not_before > now())
           ORDER BY chat_id, lane, id),
         due AS (
           SELECT d.id FROM bot.delivery d
           WHERE d.status = 'pending' AND d.not_before <= now()
             AND (d.content->>'kind' = 'answer' OR d.id IN (
               SELECT id FROM first WHERE chat_id NOT IN (
                 SELECT chat_id FROM bot.delivery WHERE status = 'pending' AND error = $3 AND not_before > now()
                   AND content->>'kind' <> 'answer')))
           ORDER BY array_position(ARRAY['interactive', 'result', 'broadcast'], d.class), d.id
           LIMIT $1 FOR UPDATE SKIP LOCKED)
         UPDATE bot.delivery d SET status = 'sending', attempts = attempts + 1, not_before = now() + $2 * interval '1 ms'
         FROM due WHERE d.id = due.id
         RETURNING d.id::float8 AS id, d.user_id AS "userId", d.chat_id::float8 AS "chatId", d.class, d.card_key AS "cardKey",
           d.content, d.attempts, d.trace_id AS "traceId",
           clock_timestamp() AS "claimedAt"`,
        [limit, leaseMs, TOLD_TO_WAIT],
      )) as [Claimed[]];
      return rows;
    });
  }

  /** These are still being sent. */
  async renew(ids: readonly number[], leaseMs: number): Promise<void> {
    if (ids.length === 0) return;
    await this.database.transaction((tx) =>
      tx.query(
        `UPDATE bot.delivery SET not_before = clock_timestamp() + $2 * interval '1 ms'
         WHERE id = ANY($1::bigint[]) AND status = 'sending'`,
        [ids, leaseMs],
      ),
    );
  }

  /** The rest of the chat need not wait for these any longer: they get lanes of their own, with what belongs to them behind them. */
  async stepAside(tx: Transaction, ids: readonly number[]): Promise<void> {
    await tx.query(
      `UPDATE bot.delivery d SET lane = coalesce(slow.trace_id, slow.id::text)
       FROM bot.delivery slow
       WHERE slow.id = ANY($1::bigint[]) AND slow.lane = ''
         AND d.chat_id = slow.chat_id AND d.status IN ('pending', 'sending') AND d.lane = '' AND d.content->>'kind' <> 'answer'
         AND (d.id = slow.id OR (d.id > slow.id AND (d.trace_id = slow.trace_id OR d.card_key = slow.card_key)))`,
      [ids],
    );
  }

  /** What failed in this chat before is tried again within that time: something has just arrived there. */
  async done(tx: Transaction, id: number, messageIds: readonly number[], retryWithinMs: number): Promise<void> {
    const [[done]] = (await tx.query(
      `UPDATE bot.delivery d SET status = 'sent', sent_at = clock_timestamp(), message_ids = $2::bigint[], error = NULL WHERE id = $1
       RETURNING chat_id AS "chatId", EXISTS (
         SELECT FROM bot.delivery aside WHERE aside.chat_id = d.chat_id AND aside.lane <> '' AND aside.status = 'pending') AS "hasFailed"`,
      [id, messageIds],
    )) as [[{ chatId: string; hasFailed: boolean }]];
    if (!done.hasFailed) return;
    await tx.query(
      `UPDATE bot.delivery SET not_before = least(not_before, now() + $2 * interval '1 ms')
       WHERE chat_id = $1 AND lane <> '' AND status = 'pending' AND attempts > 0 AND error <> $3`,
      [done.chatId, retryWithinMs, TOLD_TO_WAIT],
    );
  }

  /** Whether something newer waits that takes its place. */
  async isSuperseded(tx: Transaction, id: number): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `SELECT FROM bot.delivery mine JOIN bot.delivery newer USING (user_id, card_key)
       WHERE mine.id = $1 AND newer.id > mine.id AND newer.status = 'pending'
         AND (newer.content->>'kind' <> 'edit' OR newer.content->'messageId' = mine.content->'messageId')`,
      [id],
    );
    return rows.length > 0;
  }

  async dropped(tx: Transaction, id: number, reason: string): Promise<void> {
    await tx.query(`UPDATE bot.delivery SET status = 'dropped', error = $2 WHERE id = $1`, [id, reason]);
  }

  /** Kept until an operator decides. */
  async undelivered(tx: Transaction, id: number, reason: string): Promise<void> {
    await tx.query(`UPDATE bot.delivery SET status = 'undelivered', error = $2 WHERE id = $1`, [id, reason]);
  }

  async countUndelivered(): Promise<number> {
    const [{ count }] = (await this.database.read.query(
      `SELECT count(*)::int AS count FROM bot.delivery WHERE status = 'undelivered'`,
    )) as [{ count: number }];
    return count;
  }

  /** Back in its place. `untried`: it was not even attempted. */
  async later(tx: Transaction, id: number, ms: number, options: { untried?: boolean; reason: string }): Promise<void> {
    await tx.query(
      `UPDATE bot.delivery SET status = 'pending', not_before = clock_timestamp() + $2 * interval '1 ms',
         attempts = attempts - $3, error = $4 WHERE id = $1`,
      [id, ms, options.untried ? 1 : 0, options.reason],
    );
  }

  /** Nothing but answers to buttons is sent to its chat for so long; that is no failure. */
  toldToWait(tx: Transaction, id: number, ms: number): Promise<void> {
    return this.later(tx, id, ms, { untried: true, reason: TOLD_TO_WAIT });
  }

  async moved(tx: Transaction, from: TelegramId, to: TelegramId): Promise<void> {
    await tx.query(
      `UPDATE bot.delivery SET chat_id = $2, status = 'pending', not_before = now()
       WHERE chat_id = $1 AND status IN ('pending', 'sending')`,
      [from, to],
    );
  }

  /**
   * Deliveries whose sender died half-way: it is not known whether they arrived. Better twice than never, except for answers
   * to buttons and broadcasts, which nobody waits for.
   */
  async recover(): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(
        `UPDATE bot.delivery SET
           status = CASE WHEN content->>'kind' = 'answer' OR class = 'broadcast' THEN 'dropped' ELSE 'pending' END,
           error = 'sender died'
         WHERE status = 'sending' AND not_before < now()`,
      );
    });
  }

  async prune(keepMs: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(
        `DELETE FROM bot.delivery WHERE status IN ('sent', 'dropped') AND created_at < now() - $1 * interval '1 ms'`,
        [keepMs],
      );
    });
  }
}
