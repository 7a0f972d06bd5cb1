import { Injectable } from '@nestjs/common';
import { centiCredits, limitAt, type CentiCredits, type SpendingLimit, type UserId } from '@aisha/domain';
import { Database } from '../connection/database';
import { SpendingSetting } from '../entities/billing/spending-setting.entity';

/** What a person has set, and what they have spent in their day. */
interface Spending {
  readonly limit: SpendingLimit;
  readonly limitNow: CentiCredits | null;
  readonly remindBelow: CentiCredits | null;
  readonly spentToday: CentiCredits;
  /** The time zone by whose days the limit counts, and in which its dates are told. */
  readonly timeZone: string;
}

/** SQL: the beginning of the day at $2 in the time zone $3, and of the next day. */
const DAY = `(date_trunc('day', $2::timestamptz AT TIME ZONE $3) AT TIME ZONE $3)`;
const NEXT_DAY = `((date_trunc('day', $2::timestamptz AT TIME ZONE $3) + interval '1 day') AT TIME ZONE $3)`;

/** A person's own limit of spending, and what counts against it. */
@Injectable()
export class SpendingReader {
  constructor(private readonly database: Database) {}

  setting(userId: UserId): Promise<SpendingSetting | null> {
    return this.database.read.findOneBy(SpendingSetting, { userId });
  }

  /**
   * Everything that the screen of the limit shows. `timeZone` is the person's time zone now. If the person has a setting, the day is counted
   * in the time zone of the setting instead.
   */
  async of(userId: UserId, now: Date, timeZone: string): Promise<Spending> {
    const setting = await this.setting(userId);
    const limit = limitOf(setting);
    const ofDay = setting?.timeZone ?? timeZone;
    return {
      limit,
      timeZone: ofDay,
      limitNow: limitAt(limit, now),
      remindBelow: setting?.remindBelow ?? null,
      spentToday: await this.spentInDay(userId, now, ofDay),
    };
  }

  /**
   * The credits that the orders of the person's day hold or were charged; orders in groups count too. An order counts on the day on which it
   * was placed; credits that came back do not count.
   */
  async spentInDay(userId: UserId, now: Date, timeZone: string): Promise<CentiCredits> {
    const [row] = await this.database.read.query<[{ spent: string }]>(
      `SELECT coalesce(sum(CASE status WHEN 'open' THEN amount ELSE captured END), 0)::text AS spent
         FROM billing.credit_hold WHERE user_id = $1 AND created_at >= ${DAY}`,
      [userId, now, timeZone],
    );
    return centiCredits(row.spent);
  }

  async startOfTomorrow(now: Date, timeZone: string): Promise<Date> {
    const [row] = await this.database.read.query<[{ at: Date }]>(
      `SELECT ${NEXT_DAY.replaceAll('$2', '$1').replaceAll('$3', '$2')} AS at`,
      [now, timeZone],
    );
    return row.at;
  }
}

/** The limit in a person's setting; no limit without a setting. */
export const limitOf = (setting: SpendingSetting | null): SpendingLimit => ({
  aDay: setting?.limitADay ?? null,
  next: setting?.nextFrom ? { aDay: setting.nextLimit, from: setting.nextFrom } : null,
});
