import { ModelStateReader } from '@aisha/database';
import type { SoldRows } from '@aisha/database/billing';
import { LEAST_STARS_A_CREDIT, type CardTerms } from '@aisha/domain';
import { PRICED_ITEMS, type PricedItem } from '@aisha/kinds';
import {
  costOfItem,
  ENDS_SOON_MS,
  floorBy,
  leastCostOfItem,
  leastStarsOfCredit,
  ModelCatalogue,
  type PriceFloor,
  type PriceTerms,
  type UnitCosts,
} from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';
import { BillingConfig } from '../config';

/** The lowest allowed price of each item, by what its models cost now (decision 195). */
@Injectable()
export class Floors {
  readonly terms: Omit<PriceTerms, 'starsOfCredit'>;

  constructor(
    private readonly catalogue: ModelCatalogue,
    private readonly models: ModelStateReader,
    config: BillingConfig,
  ) {
    const { PRICE_MARGIN: margin, DOLLARS_A_STAR: dollarsOfStar } = config;
    const card = cardTermsOf(config);
    this.terms = { margin, dollarsOfStar, ...(card && { card }) };
  }

  /** Reads which models their providers have withdrawn, because the successors may be dearer. */
  async refresh(): Promise<void> {
    this.catalogue.takeOver(new Map((await this.models.all()).map((row) => [row.model, row])));
  }

  /** What one unit of each item costs. */
  costs(now: Date): UnitCosts {
    return byItem((item) => costOfItem(this.catalogue, item, now));
  }

  /** The days to come on which a provider will switch a model off, as far ahead as ends are told, in order. */
  endsAhead(now: Date): Date[] {
    const days = this.catalogue.all.flatMap(({ endsOn }) => (endsOn === undefined ? [] : [Date.parse(endsOn)]));
    const ahead = days.filter((day) => day > now.getTime() && day <= now.getTime() + ENDS_SOON_MS);
    return [...new Set(ahead)].toSorted((one, other) => one - other).map((day) => new Date(day));
  }

  /** What one unit of each item has cost at least since its models began to end. */
  leastCosts(now: Date): UnitCosts {
    return byItem((item) => leastCostOfItem(this.catalogue, item, now));
  }

  /** The floor of an item, based on the cheapest purchase that is possible now. */
  of(item: PricedItem, sold: SoldRows, now: Date): PriceFloor {
    const starsOfCredit = leastStarsOfCredit(sold, now, this.terms) ?? LEAST_STARS_A_CREDIT;
    return floorBy(costOfItem(this.catalogue, item, now), { ...this.terms, starsOfCredit });
  }
}

const byItem = (cost: (item: PricedItem) => UnitCosts[PricedItem]): UnitCosts =>
  Object.fromEntries(PRICED_ITEMS.map((item) => [item, cost(item)])) as UnitCosts;

/** The terms on which packs are sold by card; undefined when no packs are sold by card. */
function cardTermsOf(config: BillingConfig): CardTerms | undefined {
  const { PAYMENT_CURRENCY: currency, PAYMENT_DOLLARS_A_UNIT: dollarsOfUnit } = config;
  if (currency === undefined || dollarsOfUnit === undefined) return undefined;
  return { currency, dollarsOfUnit, least: config.PAYMENT_LEAST, most: config.PAYMENT_MOST };
}
