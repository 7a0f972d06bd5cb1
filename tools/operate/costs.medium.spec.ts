import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { aisha } from './ran-command';

const DAY_MS = 24 * 60 * 60_000;
const dayOf = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);

/**
 * A picture of yesterday that was charged: one model wrote its prompt, another drew it. `costs` runs `aisha costs` with billing's own
 * login.
 */
const setup = async () => {
  const { url, admin, fixtures } = await onPostgres('billing');
  const { userId } = await fixtures.account({ credits: 10 });
  const { orderId } = await fixtures.hold({ userId, credits: 4 });
  await admin.query(`UPDATE billing.credit_hold SET status = 'captured', captured = amount, settled_at = now()`);
  for (const [model, microDollars] of [
    ['fal-ai/flux-lora', 30_000],
    ['gpt-6-luna', 10_000],
  ])
    await admin.query(
      `INSERT INTO generator.provider_call (id, order_id, kind, reason, provider, model, listed, micro_dollars, called_at)
       VALUES ($1, $2, 'generation', 'order', 'fal', $3, 1, $4, $5)`,
      [newId(), orderId, model, microDollars, `${dayOf(1)}T12:00:00Z`],
    );
  const measured = (name: string, figures: object) =>
    admin.query(`INSERT INTO billing.measurement (name, figures) VALUES ($1, $2)`, [name, JSON.stringify(figures)]);
  const costs = (...words: string[]) => aisha({ DATABASE_URL: url }, 'costs', ...words);
  return { admin, fixtures, measured, costs };
};

describe('aisha costs', () => {
  it('aisha costs shows days, models with their part of the charged credits, prices and the bill in a few lines', async () => {
    const { admin, measured, costs } = await setup();
    await measured('turnover-by-model', { dollarsOfCredit: 0.02 });
    await measured('prices', {
      picture: { price: 3, floor: 2.42 },
      upscale: { price: 1, floor: 0.98 },
      animation: { price: 10, floor: 5.92 },
      question: { price: 1, floor: 0.14 },
    });
    await admin.query(`INSERT INTO billing.provider_bill VALUES ('fal', $1, '2026-11-25T02:00:00Z')`, [dayOf(1)]);
    await admin.query(
      `INSERT INTO billing.provider_bill_line VALUES ('fal', $1, 'fal-ai/flux-lora', 130000, 30000), ('fal', $1, 'fal-ai/codeformer', 10000, 9000)`,
      [dayOf(1)],
    );

    const { code, text } = await costs();

    expect(code).toBe(0);
    expect(text.split('\n')).toEqual([
      `${dayOf(1)}  $0.14  4 credits  margin -$0.06`,
      '  generation  fal-ai/flux-lora  $0.13  3 credits  margin -$0.07',
      '  generation  gpt-6-luna  $0.01  1 credit  margin +$0.01',
      'a credit brings $0.0200',
      'near its floor: upscale, 1 credit, floor 0.98',
      'near its floor: picture, 3 credits, floor 2.42',
      'near its floor: animation, 10 credits, floor 5.92',
      'fal bills $0.14 for 7 days, read 2026-11-25 02:00; our account has $0.04: +$0.10',
      '  fal-ai/flux-lora  bills $0.13, we list $0.03',
      '',
    ]);
    const [line] = (JSON.parse((await costs('--json')).text) as { lines: object[] }).lines;
    expect(line).toMatchObject({ day: dayOf(1), kind: 'generation', model: 'fal-ai/flux-lora', credits: 3 });
  });

  it('aisha costs shows whole days by UTC, today among them, and nothing of the day before the first', async () => {
    const { admin, costs } = await setup();
    for (const [day, at] of [
      [6, '00:00:00.000Z'],
      [7, '23:59:59.999Z'],
    ] as const)
      await admin.query(
        `INSERT INTO trainer.provider_call (id, kind, reason, provider, model, listed, micro_dollars, called_at)
         VALUES ($1, 'training', 'order', 'fal', 'acme/train', 1, 2000000, $2)`,
        [newId(), `${dayOf(day)}T${at}`],
      );

    const { text } = await costs('--days', '7');

    expect(text.match(/^\d{4}-\d\d-\d\d/gm)).toEqual([dayOf(6), dayOf(1)]);
    expect(text).toContain(`${dayOf(6)}  $2.00`);
  });

  it('aisha costs says what is not known yet, and that no bill is read', async () => {
    const { costs } = await setup();

    const { code, text } = await costs('--by-day');

    expect(code).toBe(0);
    expect(text).toContain('a credit: not measured yet\nno bill was read: FAL_ADMIN_KEY');
    expect(text).toContain('  generation  gpt-6-luna  $0.01  1 credit\n');
  });

  it('aisha costs adds up what affiliates got within the days, minus what came back', async () => {
    const { fixtures, costs } = await setup();
    for (const [kind, commission, daysAgo] of [
      ['payment', 34, 1],
      ['payment', 15, 2],
      ['refund', 15, 1],
      ['payment', 99, 40],
    ] as const)
      await fixtures.stars({ kind, commission, amount: 340, createdAt: new Date(Date.now() - daysAgo * DAY_MS) });

    expect((await costs('--days', '7')).text).toContain('affiliates got 34 Stars of commission within 7 days\n');
    expect((await costs('--days', '60')).text).toContain('affiliates got 133 Stars of commission within 60 days\n');
  });

  it('aisha costs fails while a price is below its floor', async () => {
    const { measured, costs } = await setup();
    await measured('prices', { upscale: { price: 0.9, floor: 0.98 } });

    expect(await costs()).toMatchObject({
      code: 1,
      text: expect.stringContaining('BELOW ITS FLOOR: upscale, 0.9 credits, floor 0.98\n'),
    });
  });

  it('aisha costs refuses a span of no days', async () => {
    const { costs } = await setup();

    expect(await costs('--days', '0')).toMatchObject({ code: 1, text: expect.stringContaining('aisha costs [--days') });
  });
});
