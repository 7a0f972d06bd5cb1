import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, readableLog, statementsOf } from '@aisha/testing';
import { outboxPublishSeconds } from './metrics';
import { Outbox } from './outbox';
import { OutboxRelay } from './outbox-relay';
import { QueueBackend } from './queue-backend';
import { MESSAGING_TIMEOUTS, type MessagingTimeouts } from './timeouts';

/** bot-gateway's relay and a queue without a worker; the relay sweeps once unless a test asks for more. */
const setup = async (timeouts: Partial<MessagingTimeouts> = {}) => {
  const postgres = await onPostgres('bot');
  const queues = await QueueBackend.open({ DATABASE_URL: postgres.url }, Logger.silent());
  afterThisTest(() => queues.close());
  const { log, lines: logged } = readableLog();
  const rare = { ...MESSAGING_TIMEOUTS, sweepEveryMs: 3_600_000, forgetEveryMs: 3_600_000, markEveryMs: 3_600_000 };
  const relay = new OutboxRelay(postgres.database, 'bot', queues, log, { ...rare, ...timeouts });
  afterThisTest(() => relay.close());
  const outbox = new Outbox('bot', relay);
  const commit = (count = 1) =>
    postgres.database.transaction((tx) =>
      outbox.add(
        tx,
        ...Array.from({ length: count }, () => message(billingInbox, 'open-account', { userId: newId<UserId>() })),
      ),
    );
  const unpublished = async () =>
    (await postgres.admin.query('SELECT FROM bot.outbox WHERE published_at IS NULL')).length;
  const waiting = (count: number) =>
    eventually(async () => expect(await queues.depth('billing')).toMatchObject({ waiting: count }));
  const breakQueue = () => postgres.admin.query('ALTER TABLE bullmq.job RENAME TO gone');
  const mendQueue = () => postgres.admin.query('ALTER TABLE bullmq.gone RENAME TO job');
  return { postgres, relay, outbox, commit, unpublished, waiting, breakQueue, mendQueue, logged };
};

describe('a relay of an outbox', () => {
  it('a relay marks its published messages in one statement for a batch, and measures the batch once', async () => {
    outboxPublishSeconds.reset();
    const { postgres, commit, unpublished, waiting } = await setup({ markEveryMs: 20 });
    const statements = statementsOf(postgres.database);
    await commit(3);
    await waiting(3);
    await eventually(async () => expect(await unpublished()).toBe(0));

    expect(statements.filter((sql) => sql.startsWith('WITH served'))).toHaveLength(1);
    const batches = (await outboxPublishSeconds.get()).values.find(({ metricName }) => metricName?.endsWith('_count'));
    expect(batches).toMatchObject({ labels: { schema: 'bot' }, value: 1 });
  });

  it('a relay marks at its end the messages it has published, and sends no statement when there are none', async () => {
    const { postgres, relay, commit, unpublished, waiting } = await setup();
    await commit();
    await waiting(1);
    await relay.close();
    expect(await unpublished()).toBe(0);
    const statements = statementsOf(postgres.database);
    await relay.close();

    expect(statements).toEqual([]);
  });

  it('a relay publishes what follows others a moment later, and at once when it closes or has closed', async () => {
    const { postgres, relay, outbox, unpublished, waiting } = await setup({ followsAfterMs: 3_600_000 });
    const opened = (userId = newId<UserId>()) => message(billingInbox, 'open-account', { userId });
    const first = newId<UserId>();
    await postgres.database.transaction((tx) =>
      outbox.addInTurn(tx, [opened(), opened(first), opened()], ({ payload }) => payload['userId'] !== first),
    );
    await waiting(1);
    expect(await unpublished()).toBe(3);
    await relay.close();

    await waiting(3);
    expect(await unpublished()).toBe(0);
    await postgres.database.transaction((tx) => outbox.addInTurn(tx, [opened()], () => true));
    await waiting(4);
  });

  it('a relay publishes what follows others by itself', async () => {
    const { postgres, outbox, waiting } = await setup();
    const opened = message(billingInbox, 'open-account', { userId: newId<UserId>() });
    await postgres.database.transaction((tx) => outbox.addInTurn(tx, [opened], () => true));

    await waiting(1);
  });

  it('a relay sends no statement for a transaction without messages', async () => {
    const { postgres, commit, logged } = await setup();
    const statements = statementsOf(postgres.database);
    await commit(0);

    expect(statements.filter((sql) => sql.includes('outbox'))).toEqual([]);
    expect(logged('outbox.publish')).toEqual([]);
  });

  it('a relay does not mark messages that the queue did not take, logs the failure, and goes on with the next ones', async () => {
    outboxPublishSeconds.reset();
    const { relay, commit, unpublished, waiting, breakQueue, mendQueue, logged } = await setup();
    await breakQueue();
    await commit(2);
    await eventually(() =>
      expect(logged('outbox.publish')).toMatchObject([{ code: 'queue-unreachable', messages: 2 }]),
    );
    await mendQueue();
    await commit();
    await waiting(1);
    await relay.close();

    expect(await unpublished()).toBe(2);
    expect(
      (await outboxPublishSeconds.get()).values.find(({ metricName }) => metricName?.endsWith('_count')),
    ).toMatchObject({ value: 1 });
  });

  it('a relay of an outbox sweeps soon after the queue takes messages again, long before its usual time', async () => {
    const { relay, commit, waiting, breakQueue, mendQueue, logged } = await setup({ repeatAfterMs: 300 });
    relay.start();
    await breakQueue();
    await commit();
    await eventually(() => expect(logged('outbox.publish')).toHaveLength(1));
    await mendQueue();

    await waiting(1);
  });

  it('a relay of an outbox sweeps soon also when the clock was set back after the message was written, whose id has the later time', async () => {
    const { postgres, relay, waiting, breakQueue, mendQueue, logged } = await setup({ repeatAfterMs: 300 });
    relay.start();
    await breakQueue();
    const sent = message(billingInbox, 'open-account', { userId: newId<UserId>() });
    const id = `f${newId<string>().slice(1)}`;
    await postgres.admin.query('INSERT INTO bot.outbox (id, receiver, job, payload) VALUES ($1, $2, $3, $4)', [
      id,
      sent.receiver,
      sent.job,
      sent.payload,
    ]);
    relay.committed([{ ...sent, id, traceId: null }]);
    await eventually(() => expect(logged('outbox.publish')).toHaveLength(1));
    await mendQueue();

    await waiting(1);
  });

  it('a relay ends even though its marks cannot be written, and logs the failure', async () => {
    const { postgres, relay, commit, waiting, logged } = await setup();
    await commit();
    await waiting(1);
    await postgres.admin.query('ALTER TABLE bot.outbox RENAME TO gone');
    await relay.close();

    expect(logged('outbox.mark')).toHaveLength(1);
  });

  it('a relay of an outbox goes on at once with a sweep that did not reach the end, and rests after one that did', async () => {
    const { postgres, relay } = await setup();
    await postgres.admin.query(
      `INSERT INTO bot.outbox (id, receiver, job, payload, created_at, published_at, next_check_at)
       SELECT gen_random_uuid(), 'billing', 'open-account', '{}', now() - interval '1 day', now(), now()
       FROM generate_series(1, 10001)`,
    );
    await postgres.admin.query(`INSERT INTO billing.handled (message_id, job) SELECT id::text, job FROM bot.outbox`);
    const statements = statementsOf(postgres.database);
    relay.start();
    await eventually(async () => expect(await postgres.admin.query('SELECT FROM bot.outbox LIMIT 1')).toEqual([]));
    const rounds = () => statements.filter((sql) => sql.includes('"isEmpty"')).length;
    for (let turn = 0; turn < 20; turn += 1) await postgres.database.read.query('SELECT 1');

    expect(rounds()).toBe(2);
  });

  it('a relay whose outbox is empty rests between two sweeps, for the time that rest lasts at most, or until it is roused', async () => {
    const { postgres, relay } = await setup({ sweepEveryMs: 1, restAtMostMs: 200 });
    const statements = statementsOf(postgres.database);
    const sweeps = () => statements.filter((sql) => sql.includes('"isEmpty"')).length;
    const startedAt = performance.now();
    relay.start();
    await eventually(() => sweeps() === 3, { everyMs: 1 });
    expect(performance.now() - startedAt).toBeGreaterThan(2 * 200);
    await relay.close();

    const { postgres: other, relay: resting } = await setup({ sweepEveryMs: 1, restAtMostMs: 3_600_000 });
    const later = statementsOf(other.database);
    const laterSweeps = () => later.filter((sql) => sql.includes('"isEmpty"')).length;
    resting.start();
    await eventually(() => laterSweeps() === 1);
    await eventually(() => {
      resting.rouse(); // it does nothing before the first sweep has ended
      return laterSweeps() === 2;
    });
  });

  it('a relay forgets old messages from its start, and does nothing after its end', async () => {
    const { postgres, relay } = await setup({ sweepEveryMs: 1, forgetEveryMs: 1 });
    await postgres.admin.query(
      `INSERT INTO bot.handled (message_id, job, handled_at) VALUES ('fal_request-1', 'fetch-file', now() - interval '9 days')`,
    );
    relay.start();
    await eventually(async () => expect(await postgres.admin.query('SELECT FROM bot.handled')).toEqual([]));
    await relay.close();
    const statements = statementsOf(postgres.database);
    for (let turn = 0; turn < 20; turn += 1) await postgres.admin.query('SELECT 1');

    expect(statements).toEqual([]);
  });
});
