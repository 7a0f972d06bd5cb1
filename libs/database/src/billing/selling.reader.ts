import { Injectable } from '@nestjs/common';
import type { CardPrice, CentiCredits } from '@aisha/domain';
import { PRICED_ITEMS, type PricedItem } from '@aisha/kinds';
import { Database } from '../connection/database';
import { AllowanceReader } from './allowance.reader';
import type { Allowance } from '../entities/billing/allowance.entity';
import type { DiscountRow, PackRow } from '../entities/billing/pack.entity';
import { PackReader } from './pack.reader';
import { PlanRow } from '../entities/billing/subscription.entity';
import { Promo } from '../entities/billing/promo.entity';
import { PriceReader } from './price.reader';

/**
 * Everything by which credits are sold, spent and given, now and from later dates on. Packs, discounts and prices by card that are no
 * longer in force are included.
 */
export interface SoldRows {
  readonly prices: readonly { readonly item: PricedItem; readonly amount: CentiCredits; readonly validFrom: Date }[];
  readonly packs: readonly PackRow[];
  /** The plans that people pay for or may yet begin. */
  readonly plans: readonly Pick<PlanRow, 'credits' | 'stars' | 'validFrom'>[];
  readonly discounts: readonly DiscountRow[];
  readonly bonuses: readonly {
    readonly percent: number;
    readonly validFrom: Date;
    readonly validUntil: Date | null;
  }[];
  readonly allowances: readonly Allowance[];
  readonly cardPrices: readonly CardPrice[];
}

/** Stands for the start of a price that is in force, because that start does not matter. */
const LONG_AGO = new Date(0);

/**
 * Reads the rows with which billing compares a change of prices, packs or allowances. Leaves out prices, plans, allowances and promo codes
 * that are no longer in force.
 */
@Injectable()
export class SellingReader {
  constructor(private readonly database: Database) {}

  async sold(now: Date): Promise<SoldRows> {
    const prices = new PriceReader(this.database);
    const packs = new PackReader(this.database);
    const [today, later] = [await prices.list(now), await prices.after(now)];
    return {
      prices: [
        ...PRICED_ITEMS.map((item) => ({ item, amount: today[item], validFrom: LONG_AGO })),
        ...later.filter(({ item }) => PRICED_ITEMS.includes(item)),
      ],
      packs: await packs.packs(),
      plans: await this.plans(now),
      discounts: await packs.discounts(),
      bonuses: await this.bonuses(now),
      allowances: await new AllowanceReader(this.database).rows(now),
      cardPrices: await packs.cardPrices(),
    };
  }

  /**
   * The figures that billing measured last: what a unit of each item costs, and the terms by which a floor is counted (`ToldCosts` of the
   * catalogue). Null until billing has measured both.
   */
  async told<Told extends { readonly costs: object; readonly terms: object }>(): Promise<Told | null> {
    const rows = await this.database.read.query<{ name: string; figures: object | null }[]>(
      `SELECT name, figures FROM billing.measurement WHERE name IN ('prices', 'price-terms')`,
    );
    const [costs, terms] = ['prices', 'price-terms'].map((name) => rows.find((row) => row.name === name)?.figures);
    return costs && terms ? ({ costs, terms } as Told) : null;
  }

  /** The promo codes that are valid or will be, newest first and 1,000 at most; with `all`, also those that have ended. */
  promos(now: Date, all: boolean): Promise<Promo[]> {
    const promos = this.database.read.createQueryBuilder(Promo, 'promo').orderBy('promo.made_at', 'DESC').limit(1_000);
    if (!all) promos.where('promo.valid_until IS NULL OR promo.valid_until > :now', { now });
    return promos.getMany();
  }

  /**
   * The plans that can be begun, and retired ones that somebody still has: a subscription to a retired plan is renewed at the plan's price.
   */
  private plans(now: Date): Promise<PlanRow[]> {
    return this.database.read
      .createQueryBuilder(PlanRow, 'plan')
      .where('plan.retired_at IS NULL OR plan.retired_at > :now', { now })
      .orWhere(`EXISTS (SELECT FROM billing.subscription s WHERE s.plan_id = plan.id AND s.state <> 'ended')`)
      .getMany();
  }

  /**
   * The percents of promo codes that are valid or will be, and those that wait for a person's next purchase: they stay promised when an
   * operator ends their code (decision 204).
   */
  private bonuses(now: Date): Promise<SoldRows['bonuses']> {
    return this.database.read.query(
      `SELECT percent, valid_from AS "validFrom", valid_until AS "validUntil" FROM billing.promo
        WHERE percent IS NOT NULL AND (valid_until IS NULL OR valid_until > greatest($1, valid_from))
       UNION SELECT percent, $1, valid_until FROM billing.promo_use
        WHERE percent IS NOT NULL AND telegram_payment_charge_id IS NULL AND (valid_until IS NULL OR valid_until > $1)`,
      [now],
    );
  }
}
