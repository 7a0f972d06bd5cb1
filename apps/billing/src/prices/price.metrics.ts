import type { CentiCredits } from '@aisha/domain';
import type { PricedItem } from '@aisha/kinds';
import { Gauge } from 'prom-client';

/** Every replica reports the same prices, so a query takes the maximum of the replicas. */
const price = new Gauge({
  name: 'aisha_price_credits',
  help: 'The price of a unit of each item now, in credits',
  labelNames: ['item'] as const,
});

const floor = new Gauge({
  name: 'aisha_price_floor_credits',
  help: 'The lowest price of a unit, in credits: what it costs by the catalogue of models, times PRICE_MARGIN, by what a credit of the cheapest pack brings',
  labelNames: ['item'] as const,
});

const belowFrom = new Gauge({
  name: 'aisha_price_below_floor_timestamp_seconds',
  help: 'When an item will be sold below its floor, because a model ends within 60 days and its successor costs more; an item without such a day is not listed',
  labelNames: ['item'] as const,
});

export function showBelowFloorFrom(days: ReadonlyMap<string, Date>): void {
  belowFrom.reset();
  for (const [item, day] of days) belowFrom.set({ item }, day.getTime() / 1_000);
}

export function showPrice(
  item: PricedItem,
  shown: { readonly price: CentiCredits; readonly floor: CentiCredits },
): void {
  price.set({ item }, Number(shown.price) / 100);
  floor.set({ item }, Number(shown.floor) / 100);
}
