import { parseId, type Language, type TelegramId, type UserId } from '@aisha/domain';
import type { Database } from '../connection/database';

/** A person in a list that operators see. */
export interface FoundPerson {
  readonly userId: UserId;
  readonly telegramId: TelegramId;
  readonly firstName: string;
  /** Without the @; null when Telegram shows none. */
  readonly username: string | null;
  readonly language: Language;
  readonly createdAt: Date;
  /** When the person last did something. */
  readonly heardAt: Date;
  /** When the person blocked the bot; null when the bot may write to them. */
  readonly blockedAt: Date | null;
  /** Until when an operator has banned the person, `infinity` for a ban without an end; null when they are not banned. */
  readonly bannedUntil: string | null;
}

/** The people found, in the order of when they last did something, the latest first. */
interface FoundPeople {
  readonly people: readonly FoundPerson[];
  /** Whether there are more, which were not read: the operator has to name the person more exactly. */
  readonly hasMore: boolean;
}

const COLUMNS = `user_id AS "userId", telegram_id::float8 AS "telegramId", first_name AS "firstName", username, language,
  created_at AS "createdAt", heard_at AS "heardAt", blocked_at AS "blockedAt",
  CASE WHEN banned_until > now() THEN to_json(banned_until)#>>'{}' END AS "bannedUntil"`;

/** How many people of one name are read, so that a name of a hundred thousand people costs no more than a rare one. */
const LOOKED_AT = 100;
/** The most words of a name that are searched for, and the most characters of each. */
const WORDS = 5;
const WORD = 40;

/** Finds people for operators. It reads names and times, and nothing that a person wrote or sent. */
export class PersonSearchReader {
  constructor(private readonly database: Database) {}

  /** Finds by Telegram's id, by our id, by `@name`, or by words of the name; the beginning of a word is enough. */
  async find(asked: string, { limit = 20 }: { readonly limit?: number } = {}): Promise<FoundPeople> {
    const text = asked.trim();
    const userId = parseId<UserId>(text.toLowerCase());
    if (userId) return this.by('user_id = $1::uuid', userId, limit);
    if (/^\d{1,16}$/.test(text)) return this.by('telegram_id = $1::bigint', text, limit);
    if (/^@\w{1,32}$/.test(text)) return this.by('lower(username) = $1', text.slice(1).toLowerCase(), limit);
    const words = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, WORDS) ?? [];
    if (words.length === 0) return { people: [], hasMore: false };
    // With an index of words Postgres would read all people of a name before it gives the first one. With the index of beginnings, read in
    // its own order, it stops after LOOKED_AT people. Without an order Postgres may read all people instead.
    const begins = await this.by(
      `lower(first_name) LIKE $1 ORDER BY lower(first_name) USING ~<~`,
      `${words.join(' ').toLowerCase()}%`,
      limit,
    );
    if (begins.hasMore) return begins;
    const query = words.map((word) => `'${word.slice(0, WORD)}':*`).join(' & ');
    return this.by(`to_tsvector('simple', first_name) @@ to_tsquery('simple', $1)`, query, limit);
  }

  private async by(which: string, value: string, limit: number): Promise<FoundPeople> {
    const people = await this.database.read.query<FoundPerson[]>(
      `SELECT * FROM (SELECT ${COLUMNS} FROM bot.person WHERE ${which} LIMIT ${LOOKED_AT}) found
        ORDER BY "heardAt" DESC, "userId" LIMIT $2`,
      [value, limit + 1],
    );
    return { people: people.slice(0, limit), hasMore: people.length > limit };
  }
}
