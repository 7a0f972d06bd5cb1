import { describe, expect, it } from '@jest/globals';
import { centiCredits, type OrderId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres, type PostgresHarness } from '@aisha/testing';
import { SCHEMAS } from './connection/schemas';

/** Billing charges this many of the three credits that are held for an order. */
const charged = async ({ fixtures, admin }: PostgresHarness, orderId: OrderId, credits: number): Promise<void> => {
  const { userId } = await fixtures.hold({ orderId });
  const captured = centiCredits(credits * 100);
  await admin.query(
    `UPDATE billing.credit_hold SET status = 'captured', captured = $2, delivered = 1, delivered_of = 1, settled_at = now() WHERE order_id = $1`,
    [orderId, captured.toString()],
  );
  const id = newId<string>();
  await admin.query(
    `INSERT INTO billing.transaction (id, type, user_id, order_id, amount, description, idempotency_key)
     VALUES ($1, 'capture', $2, $3, $4, 'charged', $5)`,
    [id, userId, orderId, captured.toString(), `charged:${orderId}`],
  );
  await admin.query(
    `INSERT INTO billing.entry (transaction_id, line, account, user_id, amount)
     VALUES ($1, 0, 'user-held', $2, -$3::bigint), ($1, 1, 'platform-revenue', NULL, $3::bigint)`,
    [id, userId, captured.toString()],
  );
};

/** The credits that the ledger has charged for the orders given. */
const revenue = async ({ admin }: PostgresHarness, orders: readonly OrderId[]): Promise<string> => {
  const [row] = await admin.query<{ credits: string }>(
    `SELECT (sum(entry.amount) / 100)::numeric(10, 2)::text AS credits
     FROM billing.entry JOIN billing.transaction ON transaction.id = transaction_id
     WHERE account = 'platform-revenue' AND order_id = ANY ($1)`,
    [orders],
  );
  return row!.credits;
};

const costs = async ({ admin }: PostgresHarness, view: string): Promise<string> => {
  const [row] = await admin.query<{ credits: string }>(
    `SELECT sum(cost)::numeric(10, 2)::text AS credits FROM ${view}`,
  );
  return row!.credits;
};

describe('the views for a reader of the database', () => {
  it('the views for a reader of the database show a transcript with its file, its length and, as its cost, the credits that the ledger charged', async () => {
    const postgres = await onPostgres('bot');
    const { fixtures, admin } = postgres;
    const { orderId, userId, audioFilePath } = await fixtures.transcription({
      state: 'succeeded',
      duration: '61.5' as never,
    });
    const second = await fixtures.transcription({ state: 'succeeded' });
    await admin.query(
      `INSERT INTO transcriber.transcript (order_id, user_id, content, segments, document_path)
       VALUES ($1, $2, 'раз, два', '[]', 'files:transcripts/t.txt')`,
      [orderId, userId],
    );
    await charged(postgres, orderId, 1.5);
    await charged(postgres, second.orderId, 0.5);

    expect(
      await admin.query(
        `SELECT content, audio_file_path, duration::text, cost::text FROM report.transcript ORDER BY cost DESC`,
      ),
    ).toEqual([
      { content: 'раз, два', audio_file_path: audioFilePath, duration: '61.5', cost: '1.50' },
      { content: null, audio_file_path: second.audioFilePath, duration: '60', cost: '0.50' },
    ]);
    expect(await costs(postgres, 'report.transcript')).toBe(await revenue(postgres, [orderId, second.orderId]));
  });

  it('the views for a reader of the database show pictures with their idea and their cost, which is not known while credits are held', async () => {
    const postgres = await onPostgres('bot');
    const { fixtures, admin } = postgres;
    const done = await fixtures.generation({ state: 'succeeded', delivered: 1, enhancedPrompt: 'a sea at sunset' });
    const open = await fixtures.generation();
    await charged(postgres, done.orderId, 2.5);
    await fixtures.hold({ orderId: open.orderId });

    expect(
      await admin.query(
        `SELECT prompt, enhanced_prompt, cost::text FROM report.image_generation ORDER BY cost NULLS LAST`,
      ),
    ).toEqual([
      { prompt: done.prompt, enhanced_prompt: 'a sea at sunset', cost: '2.50' },
      { prompt: open.prompt, enhanced_prompt: null, cost: null },
    ]);
    expect(await costs(postgres, 'report.image_generation')).toBe(
      await revenue(postgres, [done.orderId, open.orderId]),
    );
  });

  it('a reader of the database sees cost and margin by day, kind and model; models share an order’s credits by cost, and a provider’s bill counts before list prices', async () => {
    const postgres = await onPostgres('bot');
    const { fixtures, admin } = postgres;
    const { orderId } = await fixtures.generation({ state: 'succeeded', delivered: 1 });
    await charged(postgres, orderId, 3);
    for (const [model, cents, at] of [
      ['fal-ai/flux-lora', 3, '2026-11-24T23:59:59Z'],
      ['gpt-6-luna', 1, '2026-11-25T00:00:00Z'],
    ])
      await admin.query(
        `INSERT INTO generator.provider_call (id, order_id, kind, reason, provider, model, listed, micro_dollars, called_at)
         VALUES ($1, $2, 'generation', 'order', 'any', $3, 1, $4, $5)`,
        [newId(), orderId, model, Number(cents) * 10_000, at],
      );
    const shown = () =>
      admin.query(
        `SELECT day::text, kind, model, calls::int, cents::float8, credits::float8, margin_cents::float8 AS margin
         FROM report.cost_by_day ORDER BY day`,
      );
    const lines = (...margins: (number | null)[]) => [
      {
        day: '2026-11-24',
        kind: 'generation',
        model: 'fal-ai/flux-lora',
        calls: 1,
        cents: 3,
        credits: 2.25,
        margin: margins[0],
      },
      {
        day: '2026-11-25',
        kind: 'generation',
        model: 'gpt-6-luna',
        calls: 1,
        cents: 1,
        credits: 0.75,
        margin: margins[1],
      },
    ];

    expect(await shown()).toEqual(lines(null, null)); // billing has not measured yet what a credit brings
    await admin.query(
      `INSERT INTO billing.measurement (name, figures) VALUES ('turnover-by-model', '{"dollarsOfCredit": 0.02}')`,
    );
    expect(await shown()).toEqual(lines(1.5, 0.5));

    await admin.query(`INSERT INTO billing.provider_bill VALUES ('any', '2026-11-24', now())`);
    await admin.query(
      `INSERT INTO billing.provider_bill_line VALUES ('any', '2026-11-24', 'fal-ai/flux-lora', 45000, 30000), ('any', '2026-11-24', 'somebody/else', 50000, 0)`,
    );
    const billed = await shown();
    expect(billed).toContainEqual({ ...lines()[0], cents: 4.5, margin: 0 });
    expect(billed).toContainEqual({
      ...{ day: '2026-11-24', kind: null, model: 'somebody/else', calls: 0, cents: 5, credits: 0, margin: -5 },
    });
    expect(billed).toContainEqual(lines(0, 0.5)[1]);
  });

  it.each(SCHEMAS)('the app of %s may not read the views for a reader of the database', async (role) => {
    const { database } = await onPostgres(role);
    for (const view of ['report.transcript', 'report.image_generation', 'report.cost_by_day', 'report.bill_by_day'])
      await expect(database.read.query(`SELECT FROM ${view}`)).rejects.toThrow('permission denied');
  });
});
