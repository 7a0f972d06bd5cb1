import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { PLANS, type UserId } from '@aisha/domain';
import { Sender } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import {
  afterThisTest,
  eventually,
  onPostgres,
  onRedis,
  quickMinutes,
  testRedisUrl,
  type PostgresHarness,
} from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import { Redis } from 'ioredis';
import { AppModule } from './app.module';
import { SettleForgottenHolds } from './holds/settle-forgotten-holds';

const start = ({ url }: PostgresHarness, redisUrl = '') =>
  startedApp(AppModule, {
    environment: {
      DATABASE_URL: url,
      REDIS_URL: redisUrl, // without a Redis the queue is in this app's own database
      WELCOME_CREDITS: '7',
    },
  });

describe('billing', () => {
  it('billing as it is deployed opens an account when the message comes, with the configured welcome credits', async () => {
    const postgres = await onPostgres('billing');
    const { app } = await start(postgres);
    const userId = newId<UserId>();

    await app.get(Sender).send(message(billingInbox, 'open-account', { userId }));

    await eventually(async () => expect(await postgres.balanceOf(userId)).toEqual({ available: 7, held: 0 }));
  });

  it('billing by itself releases a forgotten hold, checks the ledger, and deletes old records of handled messages', async () => {
    const postgres = await onPostgres('billing');
    const { admin, fixtures } = postgres;
    const forgotten = await fixtures.hold({ credits: 3, createdAt: new Date(Date.now() - 3 * 3_600_000) });
    const wrong = await fixtures.account({ credits: 20 });
    await admin.query('UPDATE billing.account SET available = available + 1 WHERE user_id = $1', [wrong.userId]);
    await admin.query(`INSERT INTO billing.handled VALUES ('old', 'settle-hold', now() - interval '9 days')`);
    quickMinutes();

    const { app, url } = await start(postgres);
    Object.assign(app.get(SettleForgottenHolds), { startedAt: new Date(0) }); // so that the first ten minutes count as over

    await eventually(async () => expect(await postgres.balanceOf(forgotten.userId)).toEqual({ available: 3, held: 0 }));
    await eventually(async () =>
      expect(await (await fetch(`${url}/metrics`)).text()).toContain(
        'aisha_ledger_violations{invariant="balance-equals-entries"} 1',
      ),
    );
    await eventually(async () => expect(await admin.query('SELECT FROM billing.handled')).toEqual([]));
  });

  it('billing by itself returns a gift that nobody opened in time, and ends a subscription whose paid time is over', async () => {
    const postgres = await onPostgres('billing');
    const { admin, fixtures } = postgres;
    const { userId } = await fixtures.account({ credits: 1 });
    await admin.query(
      `INSERT INTO billing.gift (id, giver_id, credits, made_at, expires_at)
       VALUES ($1, $2, 500, now() - interval '31 days', now() - interval '1 day')`,
      [newId(), userId],
    );
    await admin.query(
      `INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments)
       VALUES ('stxOver', $1, $2, 'active', now() - interval '3 days', 'stxOver', 1)`,
      [userId, PLANS[0]!.id],
    );

    await start(postgres);

    await eventually(async () => expect(await postgres.balanceOf(userId)).toEqual({ available: 6, held: 0 }));
    await eventually(async () =>
      expect(await admin.query('SELECT state FROM billing.subscription')).toEqual([{ state: 'ended' }]),
    );
  });

  (testRedisUrl() ? it : it.skip)('billing has Redis rewrite its log when the app starts', async () => {
    const { url } = await onRedis({ durable: true });
    const asks = new Redis(url);
    afterThisTest(async () => asks.disconnect());
    const rewritten = () => asks.get('aisha:log-rewritten');
    expect(await rewritten()).toBeNull();

    await start(await onPostgres('billing'), url);

    await eventually(async () => expect(await rewritten()).not.toBeNull());
    expect(await asks.info('persistence')).toMatch(/^aof_rewrites:[1-9]|aof_rewrite_in_progress:1/m);
  });
});
