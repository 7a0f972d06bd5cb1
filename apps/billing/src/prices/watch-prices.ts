import { Database, MeasurementStore } from '@aisha/database';
import { SellingReader, type SoldRows } from '@aisha/database/billing';
import { LEAST_STARS_A_CREDIT } from '@aisha/domain';
import { PRICED_ITEMS } from '@aisha/kinds';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { leastStarsOfCredit, pricesAt, soldBelowCost, type PriceBelowCost } from '@aisha/providers/catalogue';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Floors } from './floors';
import { showPrice } from './price.metrics';

/** A price is a row that an operator may add at any time, and a model may be replaced by a dearer one. */
const LOOK_EVERY_MS = 5 * 60_000;

/**
 * Refuses the start of billing while a price, one of today or of a later date, is below its floor (decision 195). A price that comes to
 * be too low while billing runs is told by the same words in the log, and by metrics: people are not refused for it.
 */
@Injectable()
export class WatchPrices extends Periodic implements OnModuleInit {
  private told = new Set<string>();
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
   * Throws the first problem; the log has all of them. At start the catalogue alone counts: a model that its provider has taken off must not
   * keep billing from starting again.
   */
  async onModuleInit(): Promise<void> {
    const now = this.clock.now();
    const [first] = this.problemsIn(await this.selling.sold(now), now);
    if (first) throw first;
  }

  async run(): Promise<void> {
    await this.floors.refresh();
    const now = this.clock.now();
    const sold = await this.selling.sold(now);
    this.problemsIn(sold, now);
    // `aisha costs`, `aisha prices` and `aisha packs` read them: they know neither the margin nor the catalogue of this installation.
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

  private problemsIn(sold: SoldRows, now: Date): PriceBelowCost[] {
    for (const { item, amount: price, floor } of this.today(sold, now)) showPrice(item, { price, floor });
    const found = soldBelowCost(sold, this.floors.costs(now), this.floors.terms, now);
    for (const { facts, message } of found)
      if (!this.told.has(message)) this.log.error('price.below-cost', { ...facts, message });
    this.told = new Set(found.map(({ message }) => message));
    return found;
  }
}
