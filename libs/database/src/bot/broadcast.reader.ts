import type { Segment } from '@aisha/domain';
import type { Database } from '../database';
import { Broadcast } from './broadcast.entity';

/**
 * SQL: whether a person is told what this segment is told. Who turned news off, blocked the bot or is banned is never told. Each condition
 * goes by an index of the person's rows.
 */
export const isAddressed = (person: string, segment: string): string => `(
  ${person}.blocked_at IS NULL AND ${person}.hears_news AND NOT coalesce(${person}.banned_until > now(), false)
  AND (${segment}->>'language' IS NULL OR ${person}.language = ${segment}->>'language')
  AND (${segment}->>'paid' IS NULL OR (${segment}->>'paid')::boolean = EXISTS (
    SELECT FROM billing.transaction paid WHERE paid.user_id = ${person}.user_id AND paid.type = 'purchase'))
  AND (${segment}->>'idleDays' IS NULL OR NOT EXISTS (
    SELECT FROM billing.credit_hold ordered WHERE ordered.user_id = ${person}.user_id
      AND ordered.created_at > now() - make_interval(days => (${segment}->>'idleDays')::int))))`;

const LISTED = 100;

/** Reads broadcasts for operators. */
export class BroadcastReader {
  constructor(private readonly database: Database) {}

  /** The newest broadcasts. */
  list(): Promise<Broadcast[]> {
    return this.database.read.find(Broadcast, { order: { createdAt: 'DESC' }, take: LISTED });
  }

  find(id: string): Promise<Broadcast | null> {
    return this.database.read.findOneBy(Broadcast, { id });
  }

  /** How many people a segment has now. Reads every person, some seconds at a million. */
  async audience(segment: Segment): Promise<number> {
    const [{ count }] = await this.database.read.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM bot.person, (SELECT $1::jsonb AS segment) asked WHERE ${isAddressed('person', 'asked.segment')}`,
      [JSON.stringify(segment)],
    );
    return count;
  }
}
