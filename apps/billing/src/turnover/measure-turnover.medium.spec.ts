import { describe, expect, it } from '@jest/globals';
import { centiCredits, DOLLARS_A_STAR, type UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { ManualClock, onPostgres } from '@aisha/testing';
import { register } from 'prom-client';
import { BillingConfig } from '../config';
import { MeasureTurnover } from './measure-turnover';

const NOW = new Date('2026-11-23T12:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

/** The values of a metric, by its labels. */
const shown = async (name: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await register.getSingleMetric(name)!.get()).values.map(({ labels, value }) => [
      Object.values(labels).join(' '),
      Math.round(value * 1_000) / 1_000,
    ]),
  );

const setup = async () => {
  const { database, admin, fixtures } = await onPostgres('billing');
  const measure = new MeasureTurnover(database, new ManualClock(NOW), Logger.silent(), new BillingConfig());
  const called = (schema: string, kind: string | null, reason: string, dollars: number, at: Date) =>
    admin.query(
      `INSERT INTO ${schema}.provider_call (id, kind, reason, provider, model, listed, micro_dollars, called_at)
       VALUES ($1, $2, $3, 'fal', 'any', 1, $4, $5)`,
      [newId(), kind, reason, dollars * 1_000_000, at],
    );
  const bought = async (userId: UserId, stars: number, credits: number, at: Date, isRefunded = false) => {
    const charge = newId<string>();
    await admin.query(`INSERT INTO billing.purchase VALUES ($1, $2, 'small-1', $3, $4, $5)`, [
      charge,
      userId,
      stars,
      credits * 100,
      at,
    ]);
    if (isRefunded)
      await admin.query(
        `INSERT INTO billing.refund (telegram_payment_charge_id, taken, owed, created_at) VALUES ($1, $2, 0, $3)`,
        [charge, credits * 100, at],
      );
  };
  const later = () => admin.query(`UPDATE billing.measurement SET begun_at = begun_at - interval '5 minutes'`);
  return { measure, admin, fixtures, called, bought, later };
};

describe('the turnover', () => {
  it('the turnover shows how many credits we owe to people, and how many credits people owe us', async () => {
    const { measure, fixtures } = await setup();
    const { userId } = await fixtures.account({ credits: 20 });
    await fixtures.hold({ userId, credits: 4.5 });
    await fixtures.account({ credits: 1, debt: centiCredits(250) });

    await measure.run();

    expect(await shown('aisha_credits_outstanding')).toEqual({ available: 16.5, held: 4.5 });
    expect(await shown('aisha_credits_debt')).toEqual({ '': 2.5 });
  });

  it('the turnover shows the costs and income of each kind within the last day, and nothing older', async () => {
    const { measure, admin, fixtures, called, bought } = await setup();
    const { userId } = await fixtures.account({ credits: 100 });
    await bought(userId, 300, 200, hoursAgo(100));
    for (const [credits, at] of [
      [3, hoursAgo(1)],
      [50, hoursAgo(25)],
    ] as const) {
      const { orderId } = await fixtures.hold({ userId, credits });
      await admin.query(
        `UPDATE billing.credit_hold SET status = 'captured', captured = amount, created_at = $2, settled_at = $2 WHERE order_id = $1`,
        [orderId, at],
      );
    }
    await called('generator', 'generation', 'order', 0.035, hoursAgo(1));
    await called('generator', 'generation', 'redraw', 0.035, hoursAgo(2));
    await called('transcriber', null, 'sample', 0.5, hoursAgo(3));
    await called('trainer', 'training', 'order', 2.4, hoursAgo(25));

    await measure.run();

    const credit = (300 * DOLLARS_A_STAR) / 200;
    expect(await shown('aisha_credit_dollars')).toEqual({ '': Math.round(credit * 1_000) / 1_000 });
    expect(await shown('aisha_charged_day_credits')).toMatchObject({ generation: 3, training: 0, none: 0 });
    expect(await shown('aisha_cost_day_dollars')).toMatchObject({ generation: 0.07, training: 0, none: 0.5 });
    expect(await shown('aisha_margin_day_dollars')).toMatchObject({
      generation: Math.round((3 * credit - 0.07) * 1_000) / 1_000,
      training: 0,
      none: -0.5,
    });
    expect(await shown('aisha_cost_by_reason_day_dollars')).toEqual({
      'fal order': 0.035,
      'fal redraw': 0.035,
      'fal sample': 0.5,
    });
  });

  it('the turnover shows what each model costs, and what it brings by its share of an order’s cost', async () => {
    const { measure, admin, fixtures, bought } = await setup();
    const { userId } = await fixtures.account({ credits: 100 });
    await bought(userId, 300, 200, hoursAgo(100));
    const { orderId } = await fixtures.hold({ userId, credits: 4 });
    await admin.query(
      `UPDATE billing.credit_hold SET status = 'captured', captured = amount, settled_at = $2 WHERE order_id = $1`,
      [orderId, hoursAgo(1)],
    );
    for (const [model, dollars] of [
      ['fal-ai/flux-lora', 0.03],
      ['gpt-6-luna', 0.01],
    ] as const)
      await admin.query(
        `INSERT INTO generator.provider_call (id, order_id, kind, reason, provider, model, listed, micro_dollars, called_at)
         VALUES ($1, $2, 'generation', 'order', 'any', $3, 1, $4, $5)`,
        [newId(), orderId, model, dollars * 1_000_000, hoursAgo(1)],
      );

    await measure.run();

    const credit = (300 * DOLLARS_A_STAR) / 200;
    expect(await shown('aisha_cost_by_model_day_dollars')).toEqual({
      'generation fal-ai/flux-lora': 0.03,
      'generation gpt-6-luna': 0.01,
    });
    expect(await shown('aisha_margin_by_model_day_dollars')).toEqual({
      'generation fal-ai/flux-lora': Math.round((3 * credit - 0.03) * 1_000) / 1_000,
      'generation gpt-6-luna': Math.round((1 * credit - 0.01) * 1_000) / 1_000,
    });
  });

  it('the turnover counts a person with two purchases once; while nobody has bought anything, it uses the cheapest price of a credit', async () => {
    const { measure, fixtures, bought, later } = await setup();
    await measure.run();
    await later();
    expect(await shown('aisha_people_paying')).toEqual({ '1d': 0, '7d': 0, '30d': 0 });
    expect(await shown('aisha_credit_dollars')).toEqual({ '': 0.017 }); // 1 300 Stars for 1 000 credits

    const [anna, boris] = [await fixtures.account(), await fixtures.account()];
    await bought(anna.userId, 150, 100, hoursAgo(1));
    await bought(anna.userId, 150, 100, hoursAgo(2));
    await bought(boris.userId, 150, 100, hoursAgo(50));
    await bought(boris.userId, 9_000, 100, hoursAgo(50), true);
    await measure.run();

    expect(await shown('aisha_people_paying')).toEqual({ '1d': 1, '7d': 2, '30d': 2 });
    expect(await shown('aisha_credit_dollars')).toEqual({ '': 0.02 }); // a refunded purchase brought nothing
  });
});
