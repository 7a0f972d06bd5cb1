import { Database, MeasurementStore } from '@aisha/database';
import { PriceReader } from '@aisha/database/billing';
import { PRICED_ITEMS } from '@aisha/kinds';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { problemWith, type ListedPrice, type PriceBelowCost, type PriceFloor } from '@aisha/providers/catalogue';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Floors } from './floors';
import { showPrice } from './price.metrics';

/** A price is a row that an operator may add at any time, and a model may be replaced by a dearer one. */
const LOOK_EVERY_MS = 5 * 60_000;

type PriceAndFloor = ListedPrice & PriceFloor;

/**
 * Refuses the start of billing while a price, one of today or of a later date, is below its floor (decision 195). A price that comes to
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
    const [first] = await this.problemsIn(await this.today());
    if (first) throw first;
  }

  async run(): Promise<void> {
    await this.floors.refresh();
    const today = await this.today();
    await this.problemsIn(today);
    // `aisha costs` and `aisha prices` read them: they know neither the margin nor the catalogue of this installation.
    await this.measurements.figures('prices', LOOK_EVERY_MS / 2, async () =>
      Object.fromEntries(
        today.map(({ item, amount, floor, dollars, model }) => [
          item,
          { price: Number(amount) / 100, floor: Number(floor) / 100, dollars, model },
        ]),
      ),
    );
  }

  private async today(): Promise<PriceAndFloor[]> {
    const now = this.clock.now();
    const list = await this.prices.list(now);
    return PRICED_ITEMS.map((item) => ({ item, amount: list[item], validFrom: now, ...this.floors.of(item, now) }));
  }

  private async problemsIn(today: readonly PriceAndFloor[]): Promise<PriceBelowCost[]> {
    const now = this.clock.now();
    for (const { item, amount: price, floor } of today) showPrice(item, { price, floor });
    const later = (await this.prices.after(now))
      .filter(({ item }) => PRICED_ITEMS.includes(item))
      .map((price) => ({ ...price, ...this.floors.of(price.item, now) }));
    const found = [...today, ...later].flatMap((price) => problemWith(price, price) ?? []);
    for (const { facts, message } of found)
      if (!this.told.has(message)) this.log.error('price.below-cost', { ...facts, message });
    this.told = new Set(found.map(({ message }) => message));
    return found;
  }
}
