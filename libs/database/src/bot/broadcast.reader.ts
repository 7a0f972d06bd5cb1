import type { Segment } from '@aisha/domain';
import type { Database } from '../connection/database';
import { PAYMENT_TYPES } from '../entities/billing/transaction.entity';
import { Broadcast } from '../entities/bot/broadcast.entity';

/**
 * SQL: whether a `person` gets the broadcasts to this segment. People who turned news off, blocked the bot or are banned never do. Each
 * condition uses an index of the person's rows.
 */
export const isAddressed = (segment: string): string => `(person.hears_news AND ${isInSegment(segment)})`;

/** SQL: whether a `person` is in this segment and can be written to. Whether the person turned news off is not asked. */
const isInSegment = (segment: string): string => `(
  person.blocked_at IS NULL AND NOT coalesce(person.banned_until > now(), false)
  AND (${segment}->>'language' IS NULL OR person.language = ${segment}->>'language')
  AND (${segment}->>'paid' IS NULL OR (${segment}->>'paid')::boolean = EXISTS (
    SELECT FROM billing.transaction paid WHERE paid.user_id = person.user_id AND paid.type IN ${PAYMENT_TYPES}))
  AND (${segment}->>'idleDays' IS NULL OR NOT EXISTS (
    SELECT FROM billing.credit_hold ordered WHERE ordered.user_id = person.user_id
      AND ordered.created_at > now() - make_interval(days => (${segment}->>'idleDays')::int))))`;

const LISTED = 100;

/** The people of a segment. */
export interface Audience {
  /** How many people of the segment would get a broadcast now. */
  readonly people: number;
  /** How many people of the segment turned news off, and so get no broadcast. */
  readonly declined: number;
}

/** The messages of a broadcast. They are counted as long as their rows are kept, a month. */
export interface BroadcastProgress {
  readonly sent: number;
  /** Messages that were not delivered, mostly because the person has blocked the bot and Telegram refused the message. */
  readonly failed: number;
  readonly waiting: number;
}

/**
 * Where the button of a broadcast leads; undefined when it has none. Among its messages only that button opens an address: the one beside it
 * turns news off.
 */
export function linkOf({ content }: Pick<Broadcast, 'content'>): string | undefined {
  const messages = Object.values(content) as { readonly buttons?: readonly (readonly { readonly url?: string }[])[] }[];
  return messages.flatMap(({ buttons = [] }) => buttons.flat()).find(({ url }) => url !== undefined)?.url;
}

/** Reads broadcasts for operators. */
export class BroadcastReader {
  constructor(private readonly database: Database) {}

  /** The newest hundred broadcasts. */
  list(): Promise<Broadcast[]> {
    return this.database.read.find(Broadcast, { order: { createdAt: 'DESC' }, take: LISTED });
  }

  find(id: string): Promise<Broadcast | null> {
    return this.database.read.findOneBy(Broadcast, { id });
  }

  /** How many people would get a broadcast to this segment now. Reads every person, some seconds at a million. */
  async audience(segment: Segment): Promise<number> {
    const [{ count }] = await this.database.read.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM bot.person, (SELECT $1::jsonb AS segment) asked WHERE ${isAddressed('asked.segment')}`,
      [JSON.stringify(segment)],
    );
    return count;
  }

  /** How many people would get a broadcast to this segment now, and how many of the segment turned news off. */
  async audienceOf(segment: Segment): Promise<Audience> {
    const [found] = await this.database.read.query<[Audience]>(
      `SELECT count(*) FILTER (WHERE hears_news)::int AS people, count(*) FILTER (WHERE NOT hears_news)::int AS declined
         FROM bot.person, (SELECT $1::jsonb AS segment) asked WHERE ${isInSegment('asked.segment')}`,
      [JSON.stringify(segment)],
    );
    return found;
  }

  /** How many messages of a broadcast were sent, how many failed, and how many wait. */
  async progress(id: string): Promise<BroadcastProgress> {
    const [found] = await this.database.read.query<[BroadcastProgress]>(
      `SELECT count(*) FILTER (WHERE status = 'sent')::int AS sent,
              count(*) FILTER (WHERE status IN ('dropped', 'undelivered'))::int AS failed,
              count(*) FILTER (WHERE status IN ('pending', 'sending'))::int AS waiting
         FROM bot.delivery WHERE class = 'broadcast' AND trace_id = $1`,
      [id],
    );
    return found;
  }
}
