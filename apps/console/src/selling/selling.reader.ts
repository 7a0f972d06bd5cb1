import { Database } from '@aisha/database';
import { PlanReader, SellingReader, type SoldRows } from '@aisha/database/billing';
import { ALLOWANCE_NAMES, ALLOWANCES, type AllowanceName } from '@aisha/domain';
import { PRICED_ITEMS, type PricedItem } from '@aisha/kinds';
import { marginsAt, packsAt, pricesAt, type PackPreview, type ToldCosts } from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';

/** The price of an item now. A value is null while billing has not reported it. */
interface PriceLine {
  readonly item: PricedItem;
  /** The price of a unit in credits. */
  readonly price: number;
  readonly floor: number | null;
  /** What a unit costs us today in US dollars, and the share of its price that is left, in percent; null when the costs are not known. */
  readonly costs: number | null;
  readonly margin: number | null;
}

interface PlanLine {
  readonly id: string;
  readonly credits: number;
  readonly stars: number;
  /** How many people have the plan now. */
  readonly people: number;
  readonly isOnSale: boolean;
}

interface DiscountLine {
  readonly id: string;
  readonly percent: number;
  readonly packs: readonly string[];
  readonly until: Date;
}

interface AllowanceLine {
  readonly name: AllowanceName;
  readonly unit: string;
  readonly most: number;
  /** The amount now. Null while no operator has set it and the code has no first value; then the apps’ configuration applies. */
  readonly amount: number | null;
}

/** A change at a later time. */
interface PlannedChange {
  readonly change:
    | 'price'
    | 'allowance'
    | 'pack'
    | 'pack-end'
    | 'card-price'
    | 'card-price-end'
    | 'discount'
    | 'discount-end'
    | 'plan'
    | 'plan-end';
  /** An item, an allowance, or the id of a pack, a discount or a plan. */
  readonly subject: string;
  readonly at: Date;
  /** Credits, units of an allowance, or the smallest units of a price’s currency. */
  readonly amount?: number;
  readonly credits?: number;
  readonly stars?: number;
  readonly percent?: number;
  /** The currency of a price by card. */
  readonly currency?: string;
}

/** Everything that the product sells and gives, now and by planned changes. */
export interface Selling {
  readonly prices: readonly PriceLine[];
  readonly packs: readonly PackPreview[];
  /** The currency in which packs are sold by card; null when they are sold for Stars only. */
  readonly cardCurrency: string | null;
  readonly discounts: readonly DiscountLine[];
  readonly plans: readonly PlanLine[];
  readonly allowances: readonly AllowanceLine[];
  readonly planned: readonly PlannedChange[];
}

/** Reads what is on sale, from the same rows by which billing decides about a change. */
@Injectable()
export class DeskSellingReader {
  private readonly selling: SellingReader;

  constructor(private readonly database: Database) {
    this.selling = new SellingReader(database);
  }

  sold(now: Date): Promise<SoldRows> {
    return this.selling.sold(now);
  }

  /** The costs that billing has reported; null when it has reported none yet. */
  told(): Promise<ToldCosts | null> {
    return this.selling.told<ToldCosts>();
  }

  async all(now: Date): Promise<Selling> {
    const [sold, told] = [await this.sold(now), await this.told()];
    const plans = await this.plans();
    const prices = pricesAt(sold, now);
    const margins = new Map(told && marginsAt(sold, told, now).map((margin) => [margin.item, margin]));
    return {
      prices: PRICED_ITEMS.map((item) => ({
        item,
        price: Number(prices.get(item) ?? 0n) / 100,
        floor: margins.get(item)?.floor ?? null,
        costs: margins.get(item)?.costs ?? null,
        margin: margins.get(item)?.margin ?? null,
      })),
      packs: packsAt(sold, now),
      cardCurrency: told?.terms.card?.currency ?? null,
      discounts: sold.discounts
        .filter(({ validFrom, validUntil }) => validFrom <= now && validUntil > now)
        .map(({ id, percent, packs, validUntil }) => ({ id, percent, packs, until: validUntil })),
      plans: plans
        .filter(
          ({ validFrom, retiredAt, people }) =>
            validFrom <= now && (retiredAt === null || people > 0 || retiredAt > now),
        )
        .map(({ id, credits, stars, people, retiredAt }) => ({
          id,
          credits: Number(credits) / 100,
          stars,
          people,
          isOnSale: retiredAt === null || retiredAt > now,
        })),
      allowances: ALLOWANCE_NAMES.map((name) => ({
        name,
        unit: ALLOWANCES[name].unit,
        most: ALLOWANCES[name].most,
        amount:
          sold.allowances.find((one) => one.name === name && one.validFrom <= now)?.amount ?? ALLOWANCES[name].first,
      })),
      planned: [...plannedOf(sold), ...plans.flatMap((plan) => plannedOfPlan(plan))]
        .filter(({ at }) => at > now)
        .toSorted((one, other) => one.at.getTime() - other.at.getTime()),
    };
  }

  /** All plans, each with the number of people who have it. */
  private async plans() {
    const having = await this.database.read.query<{ id: string; people: number }[]>(
      `SELECT plan_id AS id, count(*)::int AS people FROM billing.subscription WHERE state <> 'ended' GROUP BY plan_id`,
    );
    const people = new Map(having.map((row) => [row.id, row.people]));
    return (await new PlanReader(this.database).list()).map((plan) => ({ ...plan, people: people.get(plan.id) ?? 0 }));
  }
}

type Plan = Awaited<ReturnType<PlanReader['list']>>[number];

/**
 * The planned beginning and end of something that is sold. When the end is not after the beginning, an operator has withdrawn the plan, and
 * the list is empty.
 */
const spanOf = <What extends object>(
  begins: Date,
  ends: Date | null,
  what: (at: Date) => What,
  end: (at: Date) => What,
): What[] => (ends !== null && ends <= begins ? [] : [what(begins), ...(ends === null ? [] : [end(ends)])]);

function plannedOf({ prices, packs, cardPrices, discounts, allowances }: SoldRows): PlannedChange[] {
  return [
    ...prices.map(({ item, amount, validFrom }) => ({
      change: 'price' as const,
      subject: item,
      at: validFrom,
      amount: Number(amount) / 100,
    })),
    ...allowances.map(({ name, amount, validFrom }) => ({
      change: 'allowance' as const,
      subject: name,
      at: validFrom,
      amount,
    })),
    ...packs.flatMap(({ id, credits, stars, validFrom, retiredAt }) =>
      spanOf<PlannedChange>(
        validFrom,
        retiredAt,
        (at) => ({ change: 'pack', subject: id, at, credits: Number(credits) / 100, stars }),
        (at) => ({ change: 'pack-end', subject: id, at }),
      ),
    ),
    ...cardPrices.map(({ packId, currency, amount, validFrom }): PlannedChange => ({
      change: amount === null ? 'card-price-end' : 'card-price',
      subject: packId,
      at: validFrom,
      currency,
      ...(amount !== null && { amount }),
    })),
    ...discounts.flatMap(({ id, percent, validFrom, validUntil }) =>
      spanOf<PlannedChange>(
        validFrom,
        validUntil,
        (at) => ({ change: 'discount', subject: id, at, percent }),
        (at) => ({ change: 'discount-end', subject: id, at }),
      ),
    ),
  ];
}

const plannedOfPlan = ({ id, credits, stars, validFrom, retiredAt }: Plan): PlannedChange[] =>
  spanOf<PlannedChange>(
    validFrom,
    retiredAt,
    (at) => ({ change: 'plan', subject: id, at, credits: Number(credits) / 100, stars }),
    (at) => ({ change: 'plan-end', subject: id, at }),
  );
