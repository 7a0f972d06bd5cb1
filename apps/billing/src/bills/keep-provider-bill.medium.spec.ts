import { describe, expect, it } from '@jest/globals';
import { ProviderBillReader } from '@aisha/database/billing';
import { newId } from '@aisha/platform';
import { shippedCatalogue } from '@aisha/providers/catalogue';
import { jobContext, onPostgres, readableLog } from '@aisha/testing';
import { register } from 'prom-client';
import { KeepProviderBillHandler } from './keep-provider-bill.handler';
import { MeasureBills } from './measure-bills';
import { ProviderBillStore } from './provider-bill.store';

const DAY = '2026-11-24';
const [DRAWS, ENLARGES] = ['fal-ai/flux-lora', 'fal-ai/codeformer'] as const;

/** Billing's part in comparing bills, and the rows of paid requests of the apps. */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const { database, admin } = postgres;
  const { log, lines: logged } = readableLog();
  const measure = new MeasureBills(new ProviderBillReader(database), shippedCatalogue(), log);
  const handler = new KeepProviderBillHandler(new ProviderBillStore(), measure, log);
  const called = (schema: string, model: string, dollars: number, at: string, provider = 'fal') =>
    admin.query(
      `INSERT INTO ${schema}.provider_call (id, reason, provider, model, listed, micro_dollars, called_at) VALUES ($1, 'order', $2, $3, 1, $4, $5)`,
      [newId(), provider, model, Math.round(dollars * 1_000_000), at],
    );
  const bills = (
    lines: Readonly<Record<string, number>>,
    { readAt = `2026-11-25T02:00:00Z`, day = DAY, messageId = newId<string>() } = {},
  ) =>
    handler.handle(
      {
        provider: 'fal',
        day,
        readAt,
        lines: Object.entries(lines).map(([model, dollars]) => ({
          model,
          microDollars: Math.round(dollars * 1_000_000),
        })),
      },
      jobContext(postgres, { messageId }),
    );
  const compared = () =>
    admin.query(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day, model, billed_cents::float8 AS billed, listed_cents::float8 AS listed, difference_cents::float8 AS difference
       FROM report.bill_by_day ORDER BY day, model`,
    );
  const shown = async (name: string) =>
    Object.fromEntries(
      (await register.getSingleMetric(name)!.get()).values.map(({ labels, value }) => [
        labels['model'] ?? labels['provider'],
        Math.round(value * 1_000) / 1_000,
      ]),
    );
  return { admin, logged, measure, called, bills, compared, shown };
};

describe('a day of a provider’s bill', () => {
  it('billing keeps a provider’s bill of a day by model, beside the costs that the rows of all apps list for that day', async () => {
    const { logged, called, bills, compared } = await setup();
    await called('generator', DRAWS, 0.1, `${DAY}T00:00:00Z`);
    await called('trainer', DRAWS, 0.035, `${DAY}T23:59:59.999Z`);
    await called('generator', DRAWS, 7, '2026-11-25T00:00:00Z');
    await called('generator', DRAWS, 7, '2026-11-23T23:59:59Z');
    await called('transcriber', 'gpt-6-luna', 7, `${DAY}T12:00:00Z`, 'openai');
    await called('enhancer', 'fal-ai/never-billed', 0.02, `${DAY}T12:00:00Z`);

    await bills({ [DRAWS]: 0.17, [ENLARGES]: 0.01 });

    expect(await compared()).toEqual([
      { day: DAY, model: ENLARGES, billed: 1, listed: 0, difference: 1 },
      { day: DAY, model: DRAWS, billed: 17, listed: 13.5, difference: 3.5 },
      { day: DAY, model: 'fal-ai/never-billed', billed: 0, listed: 2, difference: -2 },
    ]);
    expect(logged('bill.compared')).toEqual([
      expect.objectContaining({ provider: 'fal', day: DAY, billed: 0.18, listed: 0.155, difference: 0.025 }),
    ]);
  });

  it('a later reading of a day’s bill replaces an earlier one, and an earlier reading that arrives late replaces nothing', async () => {
    const { logged, bills, compared } = await setup();
    await bills({ [DRAWS]: 1, [ENLARGES]: 1 });
    await bills({ [DRAWS]: 2 }, { readAt: '2026-11-26T02:00:00Z' });
    await bills({ [DRAWS]: 9 }, { readAt: '2026-11-25T14:00:00Z' });

    expect(await compared()).toEqual([{ day: DAY, model: DRAWS, billed: 200, listed: 0, difference: 200 }]);
    expect(logged('bill.compared')).toHaveLength(2);
  });

  it('a provider’s bill of a day is kept once when its message comes twice', async () => {
    const { logged, bills, compared } = await setup();
    const messageId = newId<string>();
    await bills({ [DRAWS]: 1 }, { messageId });
    await bills({ [DRAWS]: 1 }, { messageId });

    expect(await compared()).toHaveLength(1);
    expect(logged('bill.compared')).toHaveLength(1);
  });

  it('a provider’s bill of a day counts as read even if nothing was billed', async () => {
    const { measure, bills, compared, shown } = await setup();
    await bills({});
    await measure.run();

    expect(await compared()).toEqual([]);
    expect(await shown('aisha_bill_read_timestamp_seconds')).toEqual({
      fal: Date.parse('2026-11-25T02:00:00Z') / 1_000,
    });
  });
});

describe('the metrics of bills', () => {
  it('the metrics of bills add up the last seven days by model, and all unknown models together', async () => {
    const { measure, called, bills, shown } = await setup();
    await called('generator', DRAWS, 3, `${DAY}T12:00:00Z`);
    await bills({ [DRAWS]: 4, 'somebody/else': 2, 'somebody/other': 3 });
    await bills({ [DRAWS]: 1 }, { day: '2026-11-18' });
    await bills({ [DRAWS]: 100 }, { day: '2026-11-17' });

    await measure.run();

    expect(await shown('aisha_bill_week_dollars')).toEqual({ [DRAWS]: 5, other: 5 });
    expect(await shown('aisha_bill_listed_week_dollars')).toEqual({ [DRAWS]: 3, other: 0 });
  });
});
