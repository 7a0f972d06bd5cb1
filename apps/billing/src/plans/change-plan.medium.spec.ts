import { DAY_MS } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import type { ChangePlan } from '@aisha/contracts/billing';
import { ModelStateReader, OperatorActReader, OperatorActs } from '@aisha/database';
import { PlanReader, SellingReader } from '@aisha/database/billing';
import { Logger, newId } from '@aisha/platform';
import { shippedCatalogue } from '@aisha/providers/catalogue';
import { jobContext, ManualClock, onPostgres } from '@aisha/testing';
import { BillingConfig } from '../config';
import { Floors } from '../prices/floors';
import { MakePromoHandler } from '../promo/operate-promo.handlers';
import { PromoCodeStore } from '../promo/promo-code.store';
import { SellingStore } from '../selling/selling.store';
import { ChangePlanHandler } from './change-plan.handler';
import { PlanStore } from './plan.store';

const setup = async () => {
  const postgres = await onPostgres('billing');
  const { database } = postgres;
  const clock = new ManualClock(new Date('2026-12-01T12:00:00Z'));
  const floors = new Floors(shippedCatalogue(), new ModelStateReader(database), new BillingConfig());
  const handler = new ChangePlanHandler(
    new OperatorActs('billing'),
    new PlanStore(new SellingStore()),
    floors,
    clock,
    Logger.silent(),
  );
  const change = async (asked: Partial<ChangePlan>) => {
    const actId = newId<string>();
    const by = { actId, operator: 'command:nina', reason: 'spring', from: clock.now().toISOString() };
    await handler.handle({ ...by, change: 'add', id: 'month-2000', ...asked }, jobContext(postgres));
    const reader = new OperatorActReader((sql, parameters) => postgres.admin.query(sql, parameters));
    const { act, outcome, details } = (await reader.find(actId))!;
    return { act, outcome, why: details['why'] };
  };
  const onSale = async (days = 0) =>
    (await new PlanReader(database).onSale(new Date(clock.now().getTime() + days * DAY_MS))).map(({ id }) => id);
  const promos = new MakePromoHandler(
    ...([new OperatorActs('billing'), new PromoCodeStore(), new SellingStore(), floors, clock] as const),
  );
  /** Makes a promo code with this many percent of additional credits; resolves to the outcome in its audit row. */
  const code = async (percent: number) => {
    const actId = newId<string>();
    const by = { actId, operator: 'command:nina', reason: 'spring', from: clock.now().toISOString() };
    await promos.handle({ ...by, code: `SPRING${percent}`, percent, perPerson: 1 }, jobContext(postgres));
    const reader = new OperatorActReader((sql, parameters) => postgres.admin.query(sql, parameters));
    return (await reader.find(actId))!.outcome;
  };
  return { postgres, clock, change, onSale, code };
};

describe('monthly plans', () => {
  it('monthly plans are sold from their date on, and until the date on which they are retired', async () => {
    const { clock, change, onSale } = await setup();
    const tomorrow = new Date(clock.now().getTime() + DAY_MS).toISOString();

    expect(await change({ credits: '200000', stars: 2_600, from: tomorrow })).toMatchObject({
      act: 'set-plan',
      outcome: 'done',
    });
    expect(await onSale()).toEqual(['month-400', 'month-1000']);
    expect(await onSale(1)).toEqual(['month-400', 'month-1000', 'month-2000']);

    expect(await change({ change: 'retire', id: 'month-400', from: tomorrow })).toMatchObject({ outcome: 'done' });
    expect(await onSale()).toEqual(['month-400', 'month-1000']);
    expect(await onSale(1)).toEqual(['month-1000', 'month-2000']);
  });

  it('the planned end of a monthly plan is moved until it has come, and a plan to come is withdrawn', async () => {
    const { clock, change, onSale } = await setup();
    const within = (days: number) => new Date(clock.now().getTime() + days * DAY_MS).toISOString();
    const retire = (days: number, id = 'month-400') => change({ change: 'retire', id, from: within(days) });

    await retire(30);
    expect(await retire(60)).toMatchObject({ outcome: 'done' });
    expect(await onSale(45)).toContain('month-400');
    expect(await retire(0)).toMatchObject({ outcome: 'done' });
    expect(await onSale()).toEqual(['month-1000']);
    expect(await retire(10)).toMatchObject({ outcome: 'refused', why: 'month-400 is retired already.' });

    await change({ credits: '200000', stars: 2_600, from: within(5) });
    await retire(40, 'month-2000');
    expect(await retire(0, 'month-2000')).toMatchObject({ outcome: 'done' });
    expect(await onSale(20)).toEqual(['month-1000']);
  });

  it('a plan is not judged with the percent of a promo code, which no payment of a plan takes; a retired plan counts while it is renewed', async () => {
    const { clock, change, code, postgres } = await setup();
    const counted = async () =>
      (await new SellingReader(postgres.database).sold(clock.now())).plans.some(({ stars }) => stars === 2_540);

    expect(await code(2)).toBe('done');
    expect(await change({ credits: '200000', stars: 2_540 })).toMatchObject({ outcome: 'done' });
    expect(await code(1)).toBe('done');
    expect(await code(3)).toBe('refused'); // the largest pack would be sold below cost

    await change({ change: 'retire', id: 'month-2000' });
    expect(await counted()).toBe(false);
    const { userId } = await postgres.fixtures.account();
    await postgres.admin.query(
      `INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments)
       VALUES ('stx1', $1, 'month-2000', 'active', now(), 'stx1', 1)`,
      [userId],
    );
    expect(await counted()).toBe(true);
  });

  it.each([
    ['below its cost', { credits: '200000', stars: 100 }, /picture|training|speech|video/i],
    ['under a used id', { id: 'month-400', credits: '50000', stars: 700 }, /a plan is never changed/],
    ['for more than Telegram takes', { credits: '200000', stars: 10_001 }, /10000 at most/],
    ['without a price', { credits: '50000' }, /a price in Stars/],
    ['in the past', { credits: '50000', stars: 700, from: '2026-11-01T00:00:00Z' }, /is past/],
    ['under a wrong id', { id: 'Month!', credits: '50000', stars: 700 }, /is named like/],
  ])('a monthly plan %s is refused, with the reason', async (_, asked, why) => {
    const { change, onSale } = await setup();

    expect(await change(asked)).toMatchObject({ outcome: 'refused', why: expect.stringMatching(why) });
    expect(await onSale(365)).toEqual(['month-400', 'month-1000']);
  });
});
