import type { Language, UserId } from '@aisha/domain';
import { send, type Database, type Transaction } from '@aisha/database';

/** A card that is about to change, and the language it is drawn in. */
export interface OpenCard {
  /** Null when it is new. */
  readonly state: unknown;
  readonly language: Language;
}

/** Writer of bot.card; which message shows it is written with the delivery that sent it (delivery.store.ts). */
export class CardStore {
  /** Locks the card, so its changes come one after another. Null if it is another person's or the person is unknown. */
  async open(tx: Transaction, key: string, userId: UserId): Promise<OpenCard | null> {
    const [row] = await tx.query<(OpenCard & { isTheirs: boolean })[]>(
      `SELECT person.language, card.state, coalesce(card.user_id = person.user_id, true) AS "isTheirs"
       FROM bot.person LEFT JOIN LATERAL (SELECT * FROM bot.card WHERE key = $1 FOR UPDATE) card ON true
       WHERE person.user_id = $2`,
      [key, userId],
    );
    return row?.isTheirs ? row : null;
  }

  /** Changes nothing when the key is another person's card. */
  put(tx: Transaction, key: string, userId: UserId, state: unknown): void {
    void send(
      tx,
      `INSERT INTO bot.card (key, user_id, state) VALUES ($1, $2, $3)
       ON CONFLICT (key) DO UPDATE SET state = excluded.state, updated_at = now() WHERE card.user_id = excluded.user_id`,
      [key, userId, JSON.stringify(state)],
    );
  }

  /** The message no longer shows the card: the next drawing goes out as a new message. */
  async leaveMessage(tx: Transaction, key: string): Promise<number | undefined> {
    const [row] = await tx.query<{ id: number | null }[]>(
      `SELECT message_id::float8 AS id FROM bot.card WHERE key = $1`,
      [key],
    );
    await this.isMessage(tx, key, null);
    return row?.id ?? undefined;
  }

  /**
   * Removes up to `limit` cards that no order changes any more: an order lasts a day at most. A later change would come as a new
   * message. Resolves to how many it removed.
   */
  async prune(database: Database, keepMs: number, limit: number): Promise<number> {
    const gone = await database.write(
      `DELETE FROM bot.card WHERE key IN (
         SELECT key FROM bot.card WHERE updated_at < now() - $1 * interval '1 ms' ORDER BY updated_at LIMIT $2) RETURNING key`,
      [keepMs, limit],
    );
    return gone.length;
  }

  async isMessage(tx: Transaction, key: string, messageId: number | null): Promise<void> {
    await tx.query(`UPDATE bot.card SET message_id = $2 WHERE key = $1`, [key, messageId]);
  }
}
