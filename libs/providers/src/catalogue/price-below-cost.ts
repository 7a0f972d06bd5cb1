import { formatCredits, type CentiCredits } from '@aisha/domain';
import type { PricedItem } from '@aisha/kinds';

/** An item's floor, and what the floor rests on. */
export interface PriceFloor {
  /** In hundredths of a credit. */
  readonly floor: CentiCredits;
  /** What one unit costs, in US dollars. */
  readonly dollars: number;
  /** The model that has the largest part of this cost. */
  readonly model: string;
}

/** A price of one unit, as the list of prices has it now or is to have it. */
export interface ListedPrice {
  readonly item: PricedItem;
  readonly amount: CentiCredits;
  readonly validFrom: Date;
}

/** A price that is lower than its floor: billing does not start with it, and `aisha prices` does not set it. */
export class PriceBelowCost extends Error {
  readonly facts: Readonly<Record<string, string | number>>;

  constructor({ item, amount, validFrom }: ListedPrice, { floor, dollars, model }: PriceFloor) {
    const [price, least, from] = [formatCredits(amount), formatCredits(floor), validFrom.toISOString().slice(0, 10)];
    const cost = Number(dollars.toPrecision(3));
    super(
      `The price of ${item}, ${price} credits a unit from ${from} on, is below its floor of ${least}: a unit costs $${cost}, most of it for ` +
        `${model}. Raise the price (\`aisha prices\`), take a cheaper model in MODEL_CATALOGUE_FILE, or lower PRICE_MARGIN.`,
    );
    this.name = 'PriceBelowCost';
    this.facts = { item, price, floor: least, from, dollars: cost, model };
  }
}

/** What is wrong with a price; undefined when it is not below its floor. */
export const problemWith = (price: ListedPrice, floor: PriceFloor): PriceBelowCost | undefined =>
  price.amount < floor.floor ? new PriceBelowCost(price, floor) : undefined;
