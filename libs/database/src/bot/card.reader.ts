import type { OrderId, UserId } from '@aisha/domain';
import type { Database } from '../connection/database';
import { Card } from '../entities/bot/card.entity';

/** A card about a recording of a group. */
export interface GroupVoiceCard {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly state: unknown;
  readonly updatedAt: Date;
}

/** How many of a recording's cards are read: a member who asks gets one only when no other is under way. */
const MOST_OF_VOICE = 50;

/** Reads cards for the person they were shown to. */
export class CardReader {
  constructor(private readonly database: Database) {}

  /** The state of a card; null when there is none or it is another person's. */
  async state(userId: UserId, key: string): Promise<unknown> {
    return (await this.database.read.findOneBy(Card, { key, userId }))?.state ?? null;
  }

  /**
   * The person who asked for the text of a recording in a group; null when there is none. Read from the card, or from the order's row,
   * which outlasts the card.
   */
  async askerOf(orderId: OrderId): Promise<UserId | null> {
    const [row] = await this.database.read.query<{ userId: UserId }[]>(
      `SELECT user_id AS "userId" FROM bot.card WHERE key = 'group-voice:' || $1
       UNION ALL SELECT user_id FROM transcriber.recording WHERE order_id = $1::uuid LIMIT 1`,
      [orderId],
    );
    return row?.userId ?? null;
  }

  /** The cards about this recording in its group, newest first, without those of repeated texts. */
  async ofVoice(voice: string): Promise<GroupVoiceCard[]> {
    return this.database.read.query<GroupVoiceCard[]>(
      `SELECT split_part(key, ':', 2) AS "orderId", user_id AS "userId", state, updated_at AS "updatedAt" FROM bot.card
       WHERE key LIKE 'group-voice:%' AND state->>'voice' = $1 AND state->>'phase' <> 'repeated'
       ORDER BY updated_at DESC LIMIT ${MOST_OF_VOICE}`,
      [voice],
    );
  }

  /** The keys of the cards whose messages show the text of a recording in its group, the repeated ones as well; not of this message. */
  async keysOfText(userId: UserId, orderId: OrderId, { except }: { readonly except: number }): Promise<string[]> {
    const rows = await this.database.read.query<{ key: string }[]>(
      `SELECT key FROM bot.card WHERE user_id = $1 AND key LIKE 'group-voice:' || $2 || '%' AND message_id IS DISTINCT FROM $3 ORDER BY key`,
      [userId, orderId, except],
    );
    return rows.map(({ key }) => key);
  }

  /**
   * Has other transactions that begin to transcribe this recording for its group wait until this one ends; what it reads from now on is
   * what those before it left.
   */
  async lockVoice(voice: string): Promise<void> {
    await this.database.read.query(`SELECT pg_advisory_xact_lock(hashtextextended('group-voice:' || $1, 0))`, [voice]);
  }

  /** Whether the text of a recording was removed from its group, no matter who had asked for it. */
  async isWithdrawn(voice: string): Promise<boolean> {
    const found = await this.database.read.query<object[]>(
      `SELECT FROM bot.card WHERE key LIKE 'group-voice:%' AND state->>'voice' = $1 AND state->>'phase' = 'withdrawn' LIMIT 1`,
      [voice],
    );
    return found.length > 0;
  }
}
