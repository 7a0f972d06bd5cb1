import { Injectable } from '@nestjs/common';
import { limitOf, SpendingReader, SpendingSetting } from '@aisha/database/billing';
import { Database, type Transaction } from '@aisha/database';
import { centiCredits, limitAfter, limitAt, REMIND_AGAIN_MS, type CentiCredits, type UserId } from '@aisha/domain';
import { Clock } from '@aisha/platform';

/** The settings that a person asks for; an absent setting stays as it is. */
interface AskedSpending {
  readonly userId: UserId;
  readonly timeZone: string;
  readonly limit?: CentiCredits | null;
  readonly remindBelow?: CentiCredits | null;
}

/**
 * Writes people's own limits, and checks them when an order is placed: the orders of the chat, of groups and of the API all pass there. The
 * caller has locked the person's account.
 */
@Injectable()
export class SpendingStore {
  constructor(private readonly clock: Clock) {}

  async set(tx: Transaction, { userId, timeZone, limit, remindBelow }: AskedSpending): Promise<void> {
    const reader = new SpendingReader(Database.within(tx));
    const now = this.clock.now();
    const known = await reader.setting(userId);
    const before = limitOf(known);
    // The day of the earlier time zone counts, so that a new zone brings neither the next day sooner nor a day in which nothing is spent
    // yet.
    const tomorrow = await reader.startOfTomorrow(now, known?.timeZone ?? timeZone);
    const isSpentOf = limitAt(before, now) !== null && (await reader.spentInDay(userId, now, known!.timeZone)) > 0n;
    const { aDay, next } = limit === undefined ? before : limitAfter(before, limit, now, tomorrow);
    const remind = remindBelow === undefined ? (known?.remindBelow ?? null) : remindBelow;
    await tx.query(
      `INSERT INTO billing.spending_setting (user_id, time_zone, limit_a_day, next_limit, next_from, remind_below)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (user_id) DO UPDATE SET time_zone = $2, limit_a_day = $3, next_limit = $4, next_from = $5,
         reminded_at = CASE WHEN billing.spending_setting.remind_below IS NOT DISTINCT FROM $6 THEN billing.spending_setting.reminded_at END,
         remind_below = $6`,
      [
        userId,
        isSpentOf ? known!.timeZone : timeZone,
        text(aDay),
        text(next?.aDay ?? null),
        next?.from ?? null,
        text(remind),
      ],
    );
  }

  /** How many credits the person's limit leaves for today; null without a limit. */
  async leftToday(tx: Transaction, setting: SpendingSetting): Promise<CentiCredits | null> {
    const now = this.clock.now();
    const limit = limitAt(limitOf(setting), now);
    if (limit === null) return null;
    const spent = await new SpendingReader(Database.within(tx)).spentInDay(setting.userId, now, setting.timeZone);
    return centiCredits(spent >= limit ? 0n : limit - spent);
  }

  setting(tx: Transaction, userId: UserId): Promise<SpendingSetting | null> {
    return tx.findOneBy(SpendingSetting, { userId });
  }

  /**
   * Whether to remind the person, because the order takes their credits below the number that they have set. Records the reminder, because
   * there is at most one a day.
   */
  async isToRemind(tx: Transaction, setting: SpendingSetting, before: bigint, after: bigint): Promise<boolean> {
    const { userId, remindBelow, remindedAt } = setting;
    if (remindBelow === null || before < remindBelow || after >= remindBelow) return false;
    const now = this.clock.now();
    if (remindedAt && now.getTime() - remindedAt.getTime() < REMIND_AGAIN_MS) return false;
    await tx.update(SpendingSetting, { userId }, { remindedAt: now });
    return true;
  }
}

const text = (amount: CentiCredits | null): string | null => amount?.toString() ?? null;
