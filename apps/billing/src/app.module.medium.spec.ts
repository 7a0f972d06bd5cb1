import { describe, expect, it } from '@jest/globals';
import { RECEIVERS } from '@aisha/contracts';
import { eventually, onPostgres } from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import { AppModule } from './app.module';

type Postgres = Awaited<ReturnType<typeof onPostgres>>;

/** Billing with one hold that has been open for an hour. */
const setup = async ({ before }: { before?: (postgres: Postgres) => Promise<void> } = {}) => {
  const postgres = await onPostgres('billing');
  await before?.(postgres);
  const { userId } = await postgres.fixtures.account({ credits: 20 });
  const { orderId } = await postgres.fixtures.hold({ userId, credits: 5 });
  await postgres.admin.query(`UPDATE billing.credit_hold SET created_at = now() - interval '1 hour'`);
  const { url } = await startedApp(AppModule, { environment: { DATABASE_URL: postgres.url } });
  return { postgres, orderId, metrics: async () => (await fetch(`${url}/metrics`)).text() };
};

describe('the metrics of billing', () => {
  it('the metrics of billing name the queues of all apps, even of those that do not run', async () => {
    const { metrics } = await setup();

    for (const queue of RECEIVERS) {
      await eventually(async () =>
        expect(await metrics()).toMatch(new RegExp(`aisha_queue_depth\\{queue="${queue}",state="waiting"\\} \\d`)),
      );
    }
  });

  it('the metrics of billing tell how many holds are open, how many credits they reserve, and how old the oldest is', async () => {
    const { metrics } = await setup();

    const told = await eventually(async () => {
      const text = await metrics();
      return text.includes('aisha_holds_open{kind="generation"} 1') && text;
    });
    expect(told).toContain('aisha_holds_open_credits{kind="generation"} 5');
    expect(told).toMatch(/aisha_holds_oldest_open_seconds\{kind="generation"\} 3[6-9]\d\d/);
    expect(told).toContain('aisha_holds_open{kind="training"} 0');
  });

  it('the metrics of billing count the open orders and long jobs of every app, even of apps that do not run', async () => {
    const { metrics } = await setup({ before: async ({ fixtures }) => void (await fixtures.restoration({})) });

    const open = 'aisha_orders_open{app="photo-enhancer",kind="restoration",state="queued"} 1';
    await eventually(async () => {
      const told = await metrics();
      expect(told).toContain(open);
      expect(told).toContain('aisha_orders_open{app="avatar-trainer",kind="training",state="queued"} 0');
      // The jobs are read after the orders.
      expect(told).toContain('aisha_long_jobs_open{app="transcriber",state="waiting"} 0');
      expect(told).toMatch(/aisha_messages_unhandled\{app="transcriber"\} \d/);
    });
  });

  it('the metrics of billing show their series as 0 before the first event', async () => {
    const { metrics } = await setup();

    await eventually(async () => {
      const told = await metrics();
      expect(told).toContain('aisha_jobs_total{job="settle-hold",outcome="dead"} 0');
      expect(told).toContain('aisha_credits_moved_total{type="purchase"} 0');
      expect(told).toContain('aisha_dead_letters{schema="billing"} 0');
    });
  });
});

it('billing deletes a person’s words from dead letters after the person has withdrawn the consent', async () => {
  const { postgres } = await setup({
    before: async ({ admin, fixtures }) => {
      const { userId } = await fixtures.person();
      const agreedAt = new Date(Date.now() - 3_600_000);
      await fixtures.consent({ userId, agreedAt, withdrawnAt: new Date() });
      await admin.query(
        `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts, died_at)
         VALUES ('x', 'place-hold', $1, 'internal', '{}', 10, now() - interval '1 minute')`,
        [JSON.stringify({ userId, onHeld: { payload: { prompt: 'я на берегу моря' } } })],
      );
    },
  });

  await eventually(async () => expect(await postgres.admin.tablesWith('на берегу моря')).toEqual([]));
});
