import { describe, expect, it } from '@jest/globals';
import { billingInbox, type SettleHold } from '@aisha/contracts/billing';
import { InboxServer, Outbox, OutboxRelay, QueueBackend, QueueSender, type JobContext } from '@aisha/messaging';
import { Logger, SystemClock } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres } from '@aisha/testing';
import { BillingConfig } from '../config';
import { AccountStore, WelcomeGift } from '../accounts/account.store';
import { jobs } from '../jobs';
import { LedgerStore } from '../ledger/ledger.store';
import { HoldStore } from './hold.store';
import { SettleHoldHandler } from './settle-hold.handler';
import { Settlement } from './settlement';

/** Billing's inbox with its real queue, runner and handler; the worker that sends the messages runs a newer release. */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const log = Logger.silent();
  const queues = await QueueBackend.open({ DATABASE_URL: postgres.url }, log);
  afterThisTest(() => queues.close());
  const ledger = new LedgerStore();
  const holds = new HoldStore(ledger, new SystemClock());
  const handler = new SettleHoldHandler(
    new Settlement(
      new AccountStore(ledger, new WelcomeGift({ ...new BillingConfig(), WELCOME_CREDITS: 0 }, new SystemClock())),
      holds,
      new Outbox('billing'),
    ),
    log,
  );
  const server = new InboxServer({
    served: jobs as never,
    schema: 'billing',
    database: postgres.database,
    queues,
    relay: new OutboxRelay(postgres.database, 'billing', queues, log),
    handlers: { build: async () => {}, of: () => handler as never },
    log,
  });
  server.addHandler('settle-hold', (data: SettleHold, context?: JobContext) => handler.handle(data, context!) as never);
  afterThisTest(() => server.close());
  await new Promise<void>((resolve, reject) => server.listen((error) => (error ? reject(error as Error) : resolve())));

  const { userId } = await postgres.fixtures.account({ credits: 20 });
  const { orderId } = await postgres.fixtures.hold({ userId, credits: 12, units: 4 });
  const settle = (tomorrow: object) =>
    new QueueSender(queues).send({
      receiver: billingInbox.receiver,
      job: 'settle-hold',
      payload: { orderId, userId, kind: 'generation', delivered: 3, of: 4, reason: null, ...tomorrow },
    });
  const letters = () => postgres.admin.query('SELECT code FROM billing.dead_letter');
  return { postgres, userId, queues, settle, letters };
};

describe('the end of an order, sent by a newer release', () => {
  it('a hold is settled even when a newer release names an unknown reason, and the receipt then gives the reason `unexpected`', async () => {
    const { postgres, userId, settle, letters } = await setup();
    await settle({ reason: 'a-reason-of-tomorrow' });

    await eventually(async () => expect(await postgres.balanceOf(userId)).toEqual({ available: 11, held: 0 }));
    expect(await postgres.outboxOf('billing')).toMatchObject([
      { job: 'show-receipt', payload: { charged: '900', delivered: 3, of: 4, reason: 'unexpected' } },
    ]);
    expect(await letters()).toEqual([]);
  });

  it('a settlement of an unknown kind of order waits for a release that knows the kind, and nothing is charged meanwhile', async () => {
    const { postgres, userId, queues, settle, letters } = await setup();
    await settle({ kind: 'a-kind-of-tomorrow' });

    await eventually(async () => expect(await queues.depth('billing')).toMatchObject({ delayed: 1 }));
    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
    expect(await letters()).toEqual([]);
  });
});
