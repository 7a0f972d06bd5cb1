import { ModelStateReader } from '@aisha/database';
import { centiCredits, formatCredits, type CentiCredits } from '@aisha/domain';
import type { PricedItem } from '@aisha/kinds';
import { costOfItem, floorOf, ModelCatalogue, type PriceTerms } from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';
import { BillingConfig } from '../config';

/** A price of one unit, as the list has it or will have it. */
export interface ListedPrice {
  readonly item: PricedItem;
  readonly amount: CentiCredits;
  readonly validFrom: Date;
}

/** A price that is lower than its floor. */
export class PriceBelowCost extends Error {
  constructor(readonly facts: Readonly<Record<string, string | number>>) {
    super(
      `The price of ${facts['item']}, ${facts['price']} credits a unit from ${facts['from']} on, is below its floor of ${facts['floor']}: a ` +
        `unit costs $${facts['dollars']}, most of it for ${facts['model']}. Raise the price by a row of billing.price, take a cheaper model ` +
        'in MODEL_CATALOGUE_FILE, or lower PRICE_MARGIN.',
    );
    this.name = 'PriceBelowCost';
  }
}

/** The lowest price of each item, by what its models cost now (decision 195). */
@Injectable()
export class Floors {
  readonly terms: PriceTerms;

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

  /** The floor of an item in hundredths of a credit, rounded up: a price has no smaller part. */
  floorOf(item: PricedItem, now: Date): CentiCredits {
    return centiCredits(Math.ceil(floorOf(this.catalogue, item, this.terms, now) * 100 - 1e-9));
  }

  /** What is wrong with a price; undefined when it is not below its floor. */
  problemWith({ item, amount, validFrom }: ListedPrice, now: Date): PriceBelowCost | undefined {
    const floor = this.floorOf(item, now);
    if (amount >= floor) return undefined;
    const { dollars, model } = costOfItem(this.catalogue, item, now);
    return new PriceBelowCost({
      item,
      price: formatCredits(amount),
      floor: formatCredits(floor),
      from: validFrom.toISOString().slice(0, 10),
      dollars: Number(dollars.toPrecision(3)),
      margin: this.terms.margin,
      model,
    });
  }
}
