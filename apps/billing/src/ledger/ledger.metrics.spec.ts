import { describe, expect, it } from '@jest/globals';
import type { LedgerCheck } from '@aisha/database/billing';
import { register } from 'prom-client';
import { checkedUntil, countCredits, showProgress, succeededAt, sweptAt } from './ledger.metrics';

const moved = async () =>
  Object.fromEntries(
    (await register.getSingleMetric('aisha_credits_moved_total')!.get()).values.map(({ labels, value }) => [
      labels['type'],
      value,
    ]),
  );

describe('the figures of the ledger', () => {
  it('the figures of the ledger have a series for every type of transaction before the first one, and count in credits, not hundredths', async () => {
    const none = await moved();
    expect(Object.keys(none)).toEqual(expect.arrayContaining(['welcome', 'purchase', 'capture', 'debt-payment']));
    expect(Object.values(none).every((value) => value === 0)).toBe(true);
    countCredits('capture', 350n);

    expect(await moved()).toEqual({ ...none, capture: 3.5 });
  });

  it('the figures of the ledger show moments in seconds, and 0 for a moment that has not come', async () => {
    const check = { succeededAt: new Date(3_000), checkedUntil: new Date(2_000), sweptAt: null };
    showProgress(check as Partial<LedgerCheck> as LedgerCheck);
    const told = await Promise.all(
      [succeededAt, checkedUntil, sweptAt].map(async (gauge) => (await gauge.get()).values),
    );

    expect(told.map(([only]) => only?.value)).toEqual([3, 2, 0]);
  });
});
