import type { Language, UserId } from '@aisha/domain';
import { writeAtEnd, type Transaction } from '@aisha/database';

/** A card that is about to change, and the language in which it is drawn. */
export interface OpenCard {
  /** The state of the card; null when the card is new. */
  readonly state: unknown;
  readonly language: Language;
}

/**
 * `isAsSeen` is true if no other transaction has written the card between the beginning of the statement and the lock; null for a new card.
 */
type Looked = OpenCard & { readonly isAsSeen: boolean | null };

/** A card in the form in which it is stored. */
interface WrittenCard {
  readonly key: string;
  readonly state: unknown;
  /** The message that a new card replaces. */
  readonly shownBy?: number | null;
}

/** Changes nothing when the key is another person's card. */
const PUT = `
  INSERT INTO bot.card (key, user_id, state, message_id) VALUES ($1, $2, $3, $4)
  ON CONFLICT (key) DO UPDATE SET state = excluded.state, updated_at = now(),
    message_id = coalesce(excluded.message_id, card.message_id) WHERE card.user_id = excluded.user_id`;

/** Writes bot.card. The delivery that sends a card records the message that shows it (delivery.store.ts). */
export class CardStore {
  /**
   * Locks the cards, in the order of their keys, so that changes of a card come one after another. Null stands for another person's card;
   * all are null if the person is unknown.
   *
   * A statement sees the rows that existed when it began, so a second statement looks for a card that was added while the first one waited
   * for a lock. The second statement is left out when none of the found cards has changed, because a transaction that adds a card beside
   * others also writes the others.
   */
  async open(tx: Transaction, keys: readonly string[], userId: UserId): Promise<(OpenCard | null)[]> {
    const found = await this.look(tx, keys, userId);
    const missing = keys.length > 1 ? keys.filter((_, at) => found[at]?.state === null) : [];
    const known = found.filter((card) => card !== null && card.state !== null);
    if (missing.length === 0 || (known.length > 0 && known.every((card) => card?.isAsSeen))) return found;
    const came = await this.look(tx, missing, userId);
    return found.map((card, at) => came[missing.indexOf(keys[at]!)] ?? card);
  }

  private async look(tx: Transaction, keys: readonly string[], userId: UserId): Promise<(Looked | null)[]> {
    const rows = await tx.query<(Looked & { key: string; isTheirs: boolean })[]>(
      `SELECT asked.key, person.language, card.state, coalesce(card.user_id = person.user_id, true) AS "isTheirs",
         card.version = (SELECT xmin::text FROM bot.card seen WHERE seen.key = asked.key) AS "isAsSeen"
       FROM bot.person CROSS JOIN unnest($1::text[]) AS asked (key)
         LEFT JOIN LATERAL (SELECT *, xmin::text AS version FROM bot.card WHERE key = asked.key FOR UPDATE) card ON true
       WHERE person.user_id = $2`,
      [keys, userId],
    );
    return keys.map((key) => rows.find((row) => row.key === key && row.isTheirs) ?? null);
  }

  /** Writes a card at the end of the transaction. */
  put(tx: Transaction, userId: UserId, { key, state, shownBy = null }: WrittenCard): void {
    writeAtEnd(tx, PUT, [key, userId, JSON.stringify(state), shownBy], `card ${key}`);
  }

  /**
   * Detaches the card from its message, so that the next drawing is sent as a new message. Resolves to the message that the card has left.
   */
  async leaveMessage(tx: Transaction, key: string): Promise<number | undefined> {
    const [row] = await tx.query<{ id: number | null }[]>(
      `SELECT message_id::float8 AS id FROM bot.card WHERE key = $1`,
      [key],
    );
    await tx.query(`UPDATE bot.card SET message_id = NULL WHERE key = $1`, [key]);
    return row?.id ?? undefined;
  }
}
