import type { CreditsOutstanding, ModelTurnover, PayingPeople, ProviderCost } from '@aisha/database/billing';
import { ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { Gauge } from 'prom-client';

/** Every replica reports the same totals in the gauges of this file, so a query takes the maximum of the replicas, not the sum. */
const outstanding = new Gauge({
  name: 'aisha_credits_outstanding',
  help: 'Credits that we owe people, in all accounts: available to them, or held for their open orders. The liability',
  labelNames: ['state'] as const,
});

const debt = new Gauge({
  name: 'aisha_credits_debt',
  help: 'Credits that people owe us: spent ones whose Stars went back',
});

const creditDollars = new Gauge({
  name: 'aisha_credit_dollars',
  help: 'US dollars that Telegram pays out for a bought credit: the mean of the last 30 days, else of the cheapest pack',
});

const charged = new Gauge({
  name: 'aisha_charged_day_credits',
  help: 'Credits that were charged for orders within 24 hours, by kind of order',
  labelNames: ['kind'] as const,
});

const cost = new Gauge({
  name: 'aisha_cost_day_dollars',
  help: 'US dollars that providers list for what they were asked within 24 hours, by kind of order; none: no order asked',
  labelNames: ['kind'] as const,
});

const costByReason = new Gauge({
  name: 'aisha_cost_by_reason_day_dollars',
  help: 'The same US dollars by provider and reason: the order itself, or what the product adds to it',
  labelNames: ['provider', 'reason'] as const,
});

const margin = new Gauge({
  name: 'aisha_margin_day_dollars',
  help: 'US dollars that the charged credits of 24 hours bring less what providers list, by kind of order. Credits that were given count as bought, so it is the margin at most',
  labelNames: ['kind'] as const,
});

const costByModel = new Gauge({
  name: 'aisha_cost_by_model_day_dollars',
  help: 'The US dollars of aisha_cost_day_dollars by kind of order and model',
  labelNames: ['kind', 'model'] as const,
});

const marginByModel = new Gauge({
  name: 'aisha_margin_by_model_day_dollars',
  help: 'US dollars that a model’s part of the charged credits brings less what it costs, by kind of order: of an order on which several models worked each has the part that it has of the cost',
  labelNames: ['kind', 'model'] as const,
});

const paying = new Gauge({
  name: 'aisha_people_paying',
  help: 'People who bought credits within 1d, 7d or 30d',
  labelNames: ['within'] as const,
});

/** The label `kind` under which the cost of provider requests without an order is shown. */
const NO_ORDER = 'none';

export interface Turnover {
  readonly outstanding: CreditsOutstanding;
  readonly charged: readonly { readonly kind: OrderKind; readonly credits: number }[];
  readonly cost: readonly ProviderCost[];
  readonly byModel: readonly ModelTurnover[];
  readonly dollarsOfCredit: number;
  readonly paying: PayingPeople;
}

export function showTurnover(turnover: Turnover): void {
  outstanding.set({ state: 'available' }, turnover.outstanding.available);
  outstanding.set({ state: 'held' }, turnover.outstanding.held);
  debt.set(turnover.outstanding.debt);
  creditDollars.set(turnover.dollarsOfCredit);
  paying.set({ within: '1d' }, turnover.paying.day);
  paying.set({ within: '7d' }, turnover.paying.week);
  paying.set({ within: '30d' }, turnover.paying.month);
  for (const kind of [...ORDER_KINDS, NO_ORDER] as const) {
    const { credits = 0 } = turnover.charged.find((one) => one.kind === kind) ?? {};
    const dollars = sum(turnover.cost.filter((one) => (one.kind ?? NO_ORDER) === kind));
    charged.set({ kind }, credits);
    cost.set({ kind }, dollars);
    margin.set({ kind }, credits * turnover.dollarsOfCredit - dollars);
  }
  costByModel.reset(); // so that a model without a request in the last day has no series
  marginByModel.reset();
  for (const { kind: ordered, model, dollars, credits } of turnover.byModel) {
    const labels = { kind: ordered ?? NO_ORDER, model };
    costByModel.set(labels, dollars);
    marginByModel.set(labels, credits * turnover.dollarsOfCredit - dollars);
  }
  costByReason.reset(); // so that a reason without a request in the last day has no series
  for (const [provider, calls] of Map.groupBy(turnover.cost, (one) => one.provider))
    for (const [reason, some] of Map.groupBy(calls, (one) => one.reason))
      costByReason.set({ provider, reason }, sum(some));
}

const sum = (some: readonly ProviderCost[]): number => some.reduce((total, { dollars }) => total + dollars, 0);
