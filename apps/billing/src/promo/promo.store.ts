import { Database, type Transaction } from '@aisha/database';
import { AllowanceReader, Promo, PromoUse, type Balance, type Purchase } from '@aisha/database/billing';
import { centiCredits, type CentiCredits, type PromoOutcome, type UserId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { GainStore } from '../gains/gain.store';

/** A code that a person entered. Each attempt has an id. */
interface EnteredCode {
  readonly useId: string;
  readonly userId: UserId;
  readonly code: string;
}

/** The result of an attempt. Only the outcomes `credits` and `percent` change more than the count of attempts. */
interface PromoResult {
  readonly outcome: PromoOutcome;
  readonly credits?: CentiCredits;
  readonly percent?: number;
  /** Until when the percent waits for a purchase. */
  readonly until?: Date | null;
  readonly balance?: Balance;
}

/** How far Telegram's clock, which gives the second of a payment, may be behind ours. */
const CLOCKS_APART_MS = 60_000;

/** Uses promo codes, and adds the waiting percent to a purchase. The caller has locked the person's account. */
@Injectable()
export class PromoStore {
  constructor(private readonly gains: GainStore) {}

  /**
   * Uses a promo code, or says why it brings nothing. Undefined for an attempt that was handled before. When two people enter a code with
   * one use left at the same moment, the second one is told that it is used up.
   */
  async use(
    tx: Transaction,
    { useId, userId, code }: EnteredCode,
    { debt }: Balance,
    now: Date,
  ): Promise<PromoResult | undefined> {
    if (await tx.existsBy(PromoUse, { id: useId })) return undefined;
    if (await this.isSlowed(tx, userId, now)) return { outcome: 'too-many-tries' };
    const promo = await tx.findOne(Promo, { where: { code }, lock: { mode: 'pessimistic_write' } });
    if (!promo || (promo.validUntil && promo.validUntil <= promo.validFrom)) {
      await this.countTry(tx, userId, now);
      return { outcome: 'unknown' };
    }
    const { credits, percent, perPerson, inAll, used, validFrom, validUntil } = promo;
    if (validFrom > now) return { outcome: 'not-yet', until: validFrom };
    if (validUntil && validUntil <= now) return { outcome: 'ended' };
    if ((await tx.countBy(PromoUse, { userId, code })) >= perPerson) return { outcome: 'used' };
    if (inAll !== null && used >= inAll) return { outcome: 'exhausted' };
    if (percent !== null && (await this.waiting(tx, userId, now))) return { outcome: 'percent-waits' };
    await tx.update(Promo, { code }, { used: used + 1 });
    await tx.insert(PromoUse, { id: useId, code, userId, percent, validUntil, telegramPaymentChargeId: null });
    if (credits === null) return { outcome: 'percent', percent: percent!, until: validUntil };
    const balance = await this.gains.give(tx, { userId, reason: 'promo', credits, chargeId: null }, debt);
    return { outcome: 'credits', credits, ...(balance && { balance }) };
  }

  /**
   * Adds the percent that waited when a purchase was paid; the purchase is already written. Once; 0 when no percent waited. A percent that was
   * entered after the payment, while its credits were on their way, is for the next purchase.
   */
  async addTo(
    tx: Transaction,
    {
      userId,
      credited,
      telegramPaymentChargeId: chargeId,
    }: Pick<Purchase, 'userId' | 'credited' | 'telegramPaymentChargeId'>,
    balance: Balance,
    paidAt: Date,
  ): Promise<{ readonly bonus: CentiCredits; readonly balance: Balance }> {
    const use = await this.waiting(tx, userId, paidAt, new Date(paidAt.getTime() + CLOCKS_APART_MS));
    const bonus = centiCredits((credited * BigInt(use?.percent ?? 0)) / 100n);
    if (!use || bonus === 0n) return { bonus: centiCredits(0), balance };
    await tx.update(PromoUse, { id: use.id }, { telegramPaymentChargeId: chargeId });
    const after = await this.gains.give(tx, { userId, reason: 'promo', credits: bonus, chargeId }, balance.debt);
    return { bonus, balance: after ?? balance };
  }

  private async waiting(tx: Transaction, userId: UserId, at: Date, enteredBy?: Date): Promise<PromoUse | undefined> {
    const [use] = await tx
      .createQueryBuilder(PromoUse, 'use')
      .where('use.user_id = :userId AND use.percent IS NOT NULL AND use.telegram_payment_charge_id IS NULL', { userId })
      .andWhere('(use.valid_until IS NULL OR use.valid_until > :at)', { at })
      .andWhere('use.used_at <= coalesce(:enteredBy, use.used_at)', { enteredBy: enteredBy ?? null })
      .orderBy('use.used_at')
      .getMany();
    return use;
  }

  private async isSlowed(tx: Transaction, userId: UserId, now: Date): Promise<boolean> {
    const most = await new AllowanceReader(Database.within(tx)).at('promo-tries', now);
    // Not by the day of the calendar: a guesser would get twice as many tries around midnight.
    const [lately] = await tx.query<[{ tries: number }]>(
      `SELECT count(*)::int AS tries FROM billing.promo_try, unnest(tried_at) AS at
        WHERE user_id = $1 AND at > $2::timestamptz - interval '24 hours'`,
      [userId, now],
    );
    return lately.tries >= most;
  }

  private async countTry(tx: Transaction, userId: UserId, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO billing.promo_try AS today (user_id, day, tries, tried_at)
       VALUES ($1, ($2::timestamptz AT TIME ZONE 'UTC')::date, 1, ARRAY[$2::timestamptz])
       ON CONFLICT (user_id, day) DO UPDATE SET tries = today.tries + 1, tried_at = today.tried_at || excluded.tried_at`,
      [userId, now],
    );
    await tx.query(
      `DELETE FROM billing.promo_try WHERE user_id = $1 AND day < ($2::timestamptz AT TIME ZONE 'UTC')::date - 1`,
      [userId, now],
    );
  }
}
