import { Gauge } from 'prom-client';

/** Every replica reports the same bills, so a query takes the maximum of the replicas. */
const billed = new Gauge({
  name: 'aisha_bill_week_dollars',
  help: 'US dollars that a provider bills for seven days, by model; other: models that the catalogue does not have',
  labelNames: ['provider', 'model'] as const,
});

const listed = new Gauge({
  name: 'aisha_bill_listed_week_dollars',
  help: 'US dollars that our own rows of paid requests list for the same seven days',
  labelNames: ['provider', 'model'] as const,
});

const readAt = new Gauge({
  name: 'aisha_bill_read_timestamp_seconds',
  help: 'When the bill of a provider was last read; without a key for bills there is no series',
  labelNames: ['provider'] as const,
});

/** What a provider bills for a model in a week, and what our own rows say, in US dollars. */
export interface BilledModel {
  readonly provider: string;
  readonly model: string;
  readonly billed: number;
  readonly listed: number;
}

export function showBills(
  models: readonly BilledModel[],
  readings: readonly { readonly provider: string; readonly at: Date }[],
): void {
  billed.reset(); // so that a model that is on no bill any more has no series
  listed.reset();
  for (const { provider, model, ...sums } of models) {
    billed.set({ provider, model }, sums.billed);
    listed.set({ provider, model }, sums.listed);
  }
  for (const { provider, at } of readings) readAt.set({ provider }, at.getTime() / 1_000);
}
