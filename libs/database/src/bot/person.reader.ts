import { LANGUAGES, type Language, type TelegramId, type UserId } from '@aisha/domain';
import type { Database } from '../connection/database';
import { Person } from '../entities/bot/person.entity';

/** How many people there are; no field says who. */
export interface PeopleCounts {
  readonly all: number;
  /** People who blocked the bot, or deleted their Telegram account. */
  readonly blocked: number;
  /** How many people came, and how many acted, within a day, a week and a month. */
  readonly come: Readonly<Record<Within, number>>;
  readonly acted: Readonly<Record<Within, number>>;
}

/** Spans of time by the names that Prometheus gives them. */
export const WITHIN = { '1d': '1 day', '7d': '7 days', '30d': '30 days' } as const;
export type Within = keyof typeof WITHIN;

const countsSince = (column: string): string =>
  Object.entries(WITHIN)
    .map(([name, span]) => `'${name}', count(*) FILTER (WHERE ${column} > $1::timestamptz - interval '${span}')`)
    .join(', ');

/** Reads the people who talk to the bot. */
export class PersonReader {
  constructor(private readonly database: Database) {}

  findById(userId: UserId): Promise<Person | null> {
    return this.database.read.findOneBy(Person, { userId });
  }

  findByTelegramId(telegramId: TelegramId): Promise<Person | null> {
    return this.database.read.findOneBy(Person, { telegramId });
  }

  /** The person whose link for friends has this code; undefined when there is none. */
  async inviterBy(inviteCode: string): Promise<UserId | undefined> {
    const known = await this.database.read.findOne(Person, { select: { userId: true }, where: { inviteCode } });
    return known?.userId;
  }

  async counts(now: Date): Promise<PeopleCounts> {
    const [counts] = await this.database.read.query<[PeopleCounts]>(
      `SELECT count(*)::int AS all, count(blocked_at)::int AS blocked,
              jsonb_build_object(${countsSince('created_at')}) AS come, jsonb_build_object(${countsSince('heard_at')}) AS acted
       FROM bot.person`,
      [now],
    );
    return counts;
  }

  /** The language for a person; Russian for one we do not know. */
  async languageOf(userId: UserId): Promise<Language> {
    const known = await this.database.read.findOne(Person, { select: { language: true }, where: { userId } });
    return known?.language ?? LANGUAGES[0];
  }
}
