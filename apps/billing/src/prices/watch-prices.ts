import { Database, MeasurementStore } from '@aisha/database';
import { PriceReader } from '@aisha/database/billing';
import { PRICED_ITEMS } from '@aisha/kinds';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Floors, type ListedPrice, type PriceBelowCost } from './floors';
import { showPrice } from './price.metrics';

/** A price is a row that an operator may add at any time, and a model may be replaced by a dearer one. */
const LOOK_EVERY_MS = 5 * 60_000;

/**
 * Refuses the start of billing while a price, one of today or one of a later date, is below its floor (decision 195). A price that comes to
 * be too low while billing runs is told by the same words in the log, and by metrics: people are not refused for it.
 */
@Injectable()
export class WatchPrices extends Periodic implements OnModuleInit {
  private told = new Set<string>();
  private readonly prices: PriceReader;
  private readonly measurements: MeasurementStore;

  constructor(
    database: Database,
    private readonly floors: Floors,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('prices.watch', LOOK_EVERY_MS, log);
    this.prices = new PriceReader(database);
    this.measurements = new MeasurementStore(database, 'billing');
  }

  /**
   * Throws the first problem; the log has all of them. At start the catalogue alone counts: a model that its provider has taken off must not
   * keep billing from starting again.
   */
  async onModuleInit(): Promise<void> {
    const [first] = await this.problems();
    if (first) throw first;
  }

  async run(): Promise<void> {
    await this.floors.refresh();
    await this.problems();
    // `aisha costs` reads them: it knows neither the margin nor the catalogue of this installation.
    await this.measurements.figures('prices', LOOK_EVERY_MS / 2, () => this.figures());
  }

  /** Each item's price and floor, in credits. */
  private async figures(): Promise<Readonly<Record<string, { readonly price: number; readonly floor: number }>>> {
    const now = this.clock.now();
    const list = await this.prices.list(now);
    return Object.fromEntries(
      PRICED_ITEMS.map((item) => [
        item,
        { price: Number(list[item]) / 100, floor: Number(this.floors.floorOf(item, now)) / 100 },
      ]),
    );
  }

  private async problems(): Promise<PriceBelowCost[]> {
    const now = this.clock.now();
    const list = await this.prices.list(now);
    const today = PRICED_ITEMS.map((item): ListedPrice => ({ item, amount: list[item], validFrom: now }));
    for (const { item, amount } of today) showPrice(item, { price: amount, floor: this.floors.floorOf(item, now) });
    const later = (await this.prices.after(now)).filter(({ item }) => PRICED_ITEMS.includes(item));
    const found = [...today, ...later].flatMap((price) => this.floors.problemWith(price, now) ?? []);
    for (const { facts, message } of found)
      if (!this.told.has(message)) this.log.error('price.below-cost', { ...facts, message });
    this.told = new Set(found.map(({ message }) => message));
    return found;
  }
}
