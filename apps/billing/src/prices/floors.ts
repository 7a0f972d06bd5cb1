import { ModelStateReader } from '@aisha/database';
import type { SoldRows } from '@aisha/database/billing';
import { LEAST_STARS_A_CREDIT } from '@aisha/domain';
import { PRICED_ITEMS, type PricedItem } from '@aisha/kinds';
import {
  costOfItem,
  floorBy,
  leastStarsOfCredit,
  ModelCatalogue,
  type PriceFloor,
  type PriceTerms,
  type UnitCosts,
} from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';
import { BillingConfig } from '../config';

/** The lowest price of each item, by what its models cost now (decision 195). */
@Injectable()
export class Floors {
  readonly terms: Omit<PriceTerms, 'starsOfCredit'>;

  constructor(
    private readonly catalogue: ModelCatalogue,
    private readonly models: ModelStateReader,
    { PRICE_MARGIN, DOLLARS_A_STAR }: BillingConfig,
  ) {
    this.terms = { margin: PRICE_MARGIN, dollarsOfStar: DOLLARS_A_STAR };
  }

  /** Learns which models are gone, because a successor may be dearer. */
  async refresh(): Promise<void> {
    this.catalogue.takeOver(new Map((await this.models.all()).map((row) => [row.model, row])));
  }

  /** What one unit of each item costs. */
  costs(now: Date): UnitCosts {
    return Object.fromEntries(PRICED_ITEMS.map((item) => [item, costOfItem(this.catalogue, item, now)])) as UnitCosts;
  }

  /** The floor of an item by the cheapest purchase that is possible now. */
  of(item: PricedItem, sold: SoldRows, now: Date): PriceFloor {
    const starsOfCredit = leastStarsOfCredit(sold, now) ?? LEAST_STARS_A_CREDIT;
    return floorBy(costOfItem(this.catalogue, item, now), { ...this.terms, starsOfCredit });
  }
}
