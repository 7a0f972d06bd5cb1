import { describe, expect, it } from '@jest/globals';
import { type Database, THEN } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onEngine } from '../spec/engine-harness';

/** Orders that have ended, and orders that wait: 400 people, five each. */
const ENDED = 50_000;
const OPEN = 2_000;

interface Asked {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Sort Key'?: readonly string[];
  readonly Plans?: readonly Plan[];
}

/** From now on, collects the statements by which the engine reads the order tables, each once. */
function questionsOf({ dataSource }: Database): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  const ignore = (): void => {};
  dataSource.setOptions({
    logging: ['query'],
    logger: {
      logQuery: (sql, parameters: unknown[] = []) => {
        const last = sql.split(THEN).at(-1)!;
        if (/generator\.upscale/.test(last)) asked.set(last, { sql: last, parameters });
      },
      logQueryError: ignore,
      logQuerySlow: ignore,
      logSchemaBuild: ignore,
      logMigration: ignore,
      log: ignore,
    },
  });
  return asked;
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

describe('with 50 000 orders ended and 2 000 open', () => {
  it('no statement of a round, of the survey of slots or of a message scans the whole table of orders', async () => {
    const { postgres, admin, clock, engine, dispatcher, start, cancel, settled, find } = await onEngine({ slots: 4 });
    const { orderId: one } = await postgres.fixtures.upscale({ createdAt: clock.now(), readyAt: clock.now() });
    // In FROM the function runs once a row; `(function(…)).*` would run it once for each column.
    const rows = (from: number, to: number, own: string) =>
      admin.query(
        `INSERT INTO generator.upscale
         SELECT made.* FROM generator.upscale r, generate_series(${from}, ${to}) i,
           jsonb_populate_record(r, jsonb_build_object('order_id', uuidv7(), 'user_id', md5((i % 400)::text)::uuid) || ${own}) made
         WHERE r.order_id = '${one}'`,
      );
    const ended = `jsonb_build_object('state', 'succeeded', 'delivered', 1, 'file_path', 'files:' || i, 'cleared_by', 'both', 'width', 8, 'height', 8, 'ready_at', NULL, 'submit_started_at', now() - interval '1 hour',
      'finished_at', now() - i * interval '1 minute')`;
    await rows(1, ENDED, ended);
    await rows(1, OPEN - 40, `jsonb_build_object('turn', 2 + i / 400, 'created_at', now() - i * interval '1 second')`);
    const due = `jsonb_build_object('state', 'waiting', 'submit_started_at', now() - interval '1 hour', 'endpoint', 'none',
      'next_poll_at', now() - interval '1 minute', 'deadline_at', now() + interval '1 day')`;
    await rows(1, 20, due);
    await rows(1, 20, `jsonb_build_object('state', 'running', 'lease_until', now() - interval '1 minute')`);
    await admin.query('VACUUM ANALYZE generator.upscale');

    const asked = questionsOf(postgres.database);
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await settled();
    await dispatcher.tick();
    await engine.pollDue();
    await engine.takeTurns();
    await engine.tellPositions();
    await settled();
    await engine.store.queuedBefore(clock.now(), 100);
    await postgres.database.transaction(async (tx) => {
      const order = await find(orderId);
      await engine.store.usualSeconds(tx, order);
      await engine.store.usualSeconds(tx);
    });
    await cancel(orderId, userId);

    const whole: string[] = [];
    for (const { sql, parameters } of [...asked.values()]) {
      const [row] = await admin.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${sql}`, [
        ...parameters,
      ]);
      const scans = nodesOf(row!['QUERY PLAN'][0].Plan).filter(
        (node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'upscale',
      );
      if (scans.length > 0) whole.push(sql);
    }
    expect(asked.size).toBeGreaterThan(16);
    expect(whole).toEqual([]);
  });
});
