import { Database, MeasurementStore } from '@aisha/database';
import { SellingReader, type SoldRows } from '@aisha/database/billing';
import { LEAST_STARS_A_CREDIT } from '@aisha/domain';
import { PRICED_ITEMS } from '@aisha/kinds';
import { Clock, Logger, Periodic } from '@aisha/platform';
import {
  leastStarsOfCredit,
  pricesAt,
  soldBelowCost,
  type PriceBelowCost,
  type UnitCosts,
} from '@aisha/providers/catalogue';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Floors } from './floors';
import { showBelowFloorFrom, showPrice } from './price.metrics';

/** How often prices are checked: an operator may add a price at any time, and a dearer model may replace another one. */
const LOOK_EVERY_MS = 5 * 60_000;

/**
 * Keeps billing from starting while a price, of today or of a later date, is below its floor (decision 195). A price that falls below its
 * floor while billing runs is logged in the same words and shown by metrics, but people can still order at it; one that will fall when a
 * model ends is told as long before as that end.
 */
@Injectable()
export class WatchPrices extends Periodic implements OnModuleInit {
  private told = new Set<string>();
  private toldAhead = new Set<string>();
  private readonly selling: SellingReader;
  private readonly measurements: MeasurementStore;

  constructor(
    database: Database,
    private readonly floors: Floors,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('prices.watch', LOOK_EVERY_MS, log);
    this.selling = new SellingReader(database);
    this.measurements = new MeasurementStore(database, 'billing');
  }

  /**
   * Throws the first problem; the log has all of them. Of a model that its provider has withdrawn, or whose last day has come, and its
   * successors in turn the cheapest counts at the start: a dearer successor must not keep billing from starting again, months after an
   * operator has named that day, nor the model of before when the operator has lowered a price since.
   */
  async onModuleInit(): Promise<void> {
    const now = this.clock.now();
    await this.floors.refresh();
    const [first] = this.problemsIn(await this.selling.sold(now), now, this.floors.leastCosts(now));
    if (first) throw first;
  }

  async run(): Promise<void> {
    await this.floors.refresh();
    const now = this.clock.now();
    const sold = await this.selling.sold(now);
    this.tellAhead(sold, now, this.problemsIn(sold, now, this.floors.costs(now)));
    // These figures are kept for `aisha costs`, `aisha prices` and `aisha packs`, because these commands know neither the margin nor the
    // catalogue of this installation.
    await this.measurements.figures('prices', LOOK_EVERY_MS / 2, async () =>
      Object.fromEntries(
        this.today(sold, now).map(({ item, amount, floor, dollars, model }) => [
          item,
          { price: Number(amount) / 100, floor: Number(floor) / 100, dollars, model },
        ]),
      ),
    );
    await this.measurements.figures('price-terms', LOOK_EVERY_MS / 2, async () => ({
      ...this.floors.terms,
      starsOfCredit: leastStarsOfCredit(sold, now, this.floors.terms) ?? LEAST_STARS_A_CREDIT,
    }));
  }

  private today(sold: SoldRows, now: Date) {
    const prices = pricesAt(sold, now);
    return PRICED_ITEMS.map((item) => ({ item, amount: prices.get(item)!, ...this.floors.of(item, sold, now) }));
  }

  /** The prices below their floors, by what a unit of each item costs. */
  private problemsIn(sold: SoldRows, now: Date, costs: UnitCosts): PriceBelowCost[] {
    for (const { item, amount: price, floor } of this.today(sold, now)) showPrice(item, { price, floor });
    const found = soldBelowCost(sold, costs, this.floors.terms, now);
    for (const { facts, message } of found)
      if (!this.told.has(message)) this.log.error('price.below-cost', { ...facts, message });
    this.told = new Set(found.map(({ message }) => message));
    return found;
  }

  /** Tells which prices that are in order now the end of a model will bring below their floors, at the prices of that day. */
  private tellAhead(sold: SoldRows, now: Date, found: readonly PriceBelowCost[]): void {
    const known = new Set(found.map(({ facts }) => facts['item']));
    const ahead = this.floors.endsAhead(now).flatMap((day) =>
      soldBelowCost(sold, this.floors.costs(day), this.floors.terms, day)
        .filter(({ facts }) => !known.has(facts['item']))
        .map(({ facts, message }) => ({ item: String(facts['item']), day, facts, message })),
    );
    for (const { facts, message } of ahead)
      if (!this.toldAhead.has(message)) this.log.warn('price.below-cost-soon', { ...facts, message });
    this.toldAhead = new Set(ahead.map(({ message }) => message));
    // If an item has several days, its first day is set last and stays.
    showBelowFloorFrom(new Map(ahead.toReversed().map(({ item, day }) => [item, day])));
  }
}
