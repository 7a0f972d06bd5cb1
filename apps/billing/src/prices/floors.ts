import { ModelStateReader } from '@aisha/database';
import { centiCredits } from '@aisha/domain';
import type { PricedItem } from '@aisha/kinds';
import { costOfItem, floorOf, ModelCatalogue, type PriceFloor, type PriceTerms } from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';
import { BillingConfig } from '../config';

/** The lowest price of each item, by what its models cost now (decision 195). */
@Injectable()
export class Floors {
  private readonly terms: PriceTerms;

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

  /** The floor of an item, rounded up: a price has no part smaller than a hundredth of a credit. */
  of(item: PricedItem, now: Date): PriceFloor {
    const floor = centiCredits(Math.ceil(floorOf(this.catalogue, item, this.terms, now) * 100 - 1e-9));
    return { floor, ...costOfItem(this.catalogue, item, now) };
  }
}
