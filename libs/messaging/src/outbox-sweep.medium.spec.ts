import { describe, expect, it } from '@jest/globals';
import { AT_REST, Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, readableLog, statementsOf } from '@aisha/testing';
import { outboxAbandoned, outboxOldestSeconds } from './metrics';
import { OldMessages } from './old-messages';
import { OutboxRelay } from './outbox-relay';
import { OutboxSweep } from './outbox-sweep';
import { OutboxStore } from './outbox.store';
import { QueueBackend } from './queue-backend';
import { MESSAGING_TIMEOUTS } from './timeouts';

/** bot-gateway's outbox and a queue without a worker. Each test sets how old its rows are. */
const setup = async () => {
  const postgres = await onPostgres('bot');
  const queues = await QueueBackend.open({ DATABASE_URL: postgres.url }, Logger.silent());
  afterThisTest(() => queues.close());
  const store = new OutboxStore(postgres.database, 'bot', MESSAGING_TIMEOUTS);
  const { log, lines: logged } = readableLog();
  const sweep = new OutboxSweep(store, 'bot', queues, log);
  const old = new OldMessages(postgres.database, 'bot', log, MESSAGING_TIMEOUTS);
  const forget = () => old.forget();
  const left = async (age: string, { published, checkIn }: { published?: string; checkIn?: string } = {}) => {
    const id = newId<string>();
    await postgres.admin.query(
      `INSERT INTO bot.outbox (id, receiver, job, payload, created_at, published_at, next_check_at)
       VALUES ($1, 'billing', 'open-account', '{}', now() - $2::interval, now() - $3::interval, now() + $4::interval)`,
      [id, age, published ?? null, published ? (checkIn ?? '0') : null],
    );
    return id;
  };
  const handle = (id: string, age = '0') =>
    postgres.admin.query(
      `INSERT INTO billing.handled (message_id, job, handled_at) VALUES ($1, 'open-account', now() - $2::interval)`,
      [id, age],
    );
  const kept = async () =>
    (await postgres.admin.query<{ id: string }>('SELECT id FROM bot.outbox')).map(({ id }) => id);
  const abandoned = async () => (await outboxAbandoned.get()).values.find(({ labels }) => labels.schema === 'bot');
  const waiting = (count: number) =>
    eventually(async () => expect(await queues.depth('billing')).toMatchObject({ waiting: count }));
  return { postgres, queues, store, sweep, forget, left, handle, waiting, kept, abandoned, logged };
};

describe('a message that no receiver handles', () => {
  it('an unhandled message is published again for a week, then left alone and counted for an operator', async () => {
    const { sweep, left, waiting, kept, abandoned, logged } = await setup();
    await left('6 days', { published: '1 hour' });
    const tooOld = await left('8 days', { published: '1 hour' });
    await sweep.round();

    await waiting(1);
    expect(await kept()).toContain(tooOld);
    expect(await abandoned()).toMatchObject({ value: 1 });
    expect(logged('outbox.abandoned')).toMatchObject([{ messages: 1 }]);
    await sweep.round();
    expect(logged('outbox.abandoned')).toHaveLength(1); // the log has it once
    expect(logged('outbox.swept')).toMatchObject([{ messages: 1 }]);
  });

  it('an unhandled message that was never published is published, however old it is', async () => {
    const { sweep, left, waiting } = await setup();
    await left('8 days');
    await sweep.round();

    await waiting(1);
  });

  it('an abandoned message leaves the outbox and the count of abandoned ones once its receiver has handled it', async () => {
    const { sweep, forget, left, handle, kept, abandoned } = await setup();
    const id = await left('8 days', { published: '1 hour' });
    await sweep.round();
    await handle(id);
    await forget();

    expect(await kept()).toEqual([]);
    await sweep.round();
    expect(await abandoned()).toMatchObject({ value: 0 });
  });

  it('an unhandled message is dropped after a month', async () => {
    const { sweep, forget, left, kept, logged } = await setup();
    const dropped = await left('31 days', { published: '24 days' });
    const younger = await left('29 days', { published: '22 days' });
    await sweep.round();
    const unpublished = await left('31 days');
    await forget();

    expect((await kept()).sort()).toEqual([unpublished, younger].sort());
    expect(logged('outbox.dropped')).toMatchObject([{ messageId: dropped, receiver: 'billing', job: 'open-account' }]);
  });

  it('an unhandled message is checked again after a time equal to its age, and at the latest after ten minutes', async () => {
    const { postgres, sweep, left } = await setup();
    const ids = [await left('1 s', { published: '1 s' }), await left('90 s', { published: '40 s' })];
    ids.push(await left('5 days', { published: '10 minutes' }));
    await sweep.round();
    const pauses = await postgres.admin.query<{ seconds: number }>(
      `SELECT round(extract(epoch FROM next_check_at - published_at))::int AS seconds
       FROM bot.outbox ORDER BY array_position($1::uuid[], id)`,
      [ids],
    );

    expect(pauses.map(({ seconds }) => seconds)).toEqual([20, expect.closeTo(90, -1), 600]);
  });

  it('the next check of an unhandled message stays when the mark of its first publication comes late', async () => {
    const { postgres, store, left } = await setup();
    const [swept, fresh] = [await left('1 hour', { published: '1 minute', checkIn: '9 minutes' }), await left('1 s')];

    await store.markPublished([swept, fresh]);

    const checks = await postgres.admin.query<{ minutes: number }>(
      `SELECT round(extract(epoch FROM next_check_at - now()) / 60)::int AS minutes
       FROM bot.outbox ORDER BY array_position($1::uuid[], id)`,
      [[swept, fresh]],
    );
    expect(checks).toEqual([{ minutes: 9 }, { minutes: 0 }]);
  });

  it('an unhandled message causes no write between two checks', async () => {
    const { postgres, queues, sweep, left, kept } = await setup();
    const id = await left('1 hour', { published: '1 minute', checkIn: '9 minutes' });
    await queues.publish([{ id, receiver: 'billing', job: 'open-account', payload: {}, traceId: null }]);
    const version = () => postgres.admin.query('SELECT xmin FROM bot.outbox');
    const before = await version();
    await sweep.round();

    expect([await kept(), await version()]).toEqual([[id], before]);
  });
});

describe('a round that finds nothing to do', () => {
  it('a round of the sweep over an empty outbox is one statement, after which the sweep rests', async () => {
    const { postgres, sweep } = await setup();
    const statements = statementsOf(postgres.database);

    expect(await sweep.round()).toBe(AT_REST);

    expect(statements).toHaveLength(1);
  });

  it('a round of the sweep over many messages that wait for their check reads them by indexes, however old the statistics of Postgres are', async () => {
    const { postgres, sweep } = await setup();
    await postgres.admin.query(
      `INSERT INTO bot.outbox (id, receiver, job, payload, created_at, published_at, next_check_at)
       SELECT gen_random_uuid(), 'billing', 'open-account', '{}', now() - interval '1 day', now(), now() - interval '1 minute'
       FROM generate_series(1, 20000)`,
    );
    await postgres.admin.query('ANALYZE bot.outbox'); // by these statistics every message is due
    await postgres.admin.query(`UPDATE bot.outbox SET next_check_at = now() + interval '9 minutes'`);
    const statements = statementsOf(postgres.database);
    await sweep.round();

    const look = statements.find((statement) => statement.includes('"isAnyDue"'))!;
    const plan = await postgres.admin.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN ${look.replaceAll('$1', '8000').replaceAll('$2', `'{}'`).replaceAll('$3', '2000').replaceAll('$4', '600000')}`,
    );
    expect(plan.map((line) => line['QUERY PLAN']).filter((line) => line.includes('Seq Scan'))).toEqual([]);
  });

  it('a round of the sweep over messages that wait in the queue is one statement, too, and the sweep does not rest', async () => {
    const { postgres, sweep, left, waiting } = await setup();
    await left('1 hour');
    await sweep.round();
    await waiting(1);
    const statements = statementsOf(postgres.database);

    expect(await sweep.round()).toBe(true);

    expect(statements).toHaveLength(1);
  });
});

describe('messages the queue has lost', () => {
  it('messages that the queue has lost are published at once, even when their next check is far off', async () => {
    const { sweep, left, waiting, logged } = await setup();
    for (let message = 0; message < 30; message += 1) {
      await left('1 hour', { published: '1 minute', checkIn: `${20 * (message + 1)} s` });
    }
    await sweep.round();

    await waiting(30);
    expect(logged('outbox.queue-lost-messages')).toMatchObject([{ messages: 30 }]);
  });

  it('messages that the queue has lost are found although the queue still has all later ones', async () => {
    const { queues, sweep, left, waiting } = await setup();
    await left('1 hour', { published: '1 minute', checkIn: '9 minutes' });
    for (let message = 0; message < 10; message += 1) {
      const id = await left('1 s', { published: '1 s', checkIn: '19 s' });
      await queues.publish([{ id, receiver: 'billing', job: 'open-account', payload: {}, traceId: null }]);
    }
    await sweep.round();

    await waiting(11);
  });

  it('messages that are handled and have left the queue do not count as lost', async () => {
    const { postgres, sweep, left, handle, waiting } = await setup();
    await handle(await left('1 hour', { published: '1 minute', checkIn: '9 minutes' }));
    await sweep.round();

    await waiting(0);
    expect(await postgres.admin.query('SELECT FROM bot.outbox WHERE next_check_at > now()')).toHaveLength(1);
  });
});

describe('messages that were left behind', () => {
  it('messages that were left behind are published in the order they were written', async () => {
    const { postgres, store, left } = await setup();
    const ids: string[] = [];
    for (let message = 0; message < 5; message += 1) ids.push(await left('1 hour'));
    await postgres.admin.query(`UPDATE bot.outbox SET trace_id = 'moved' WHERE id = ANY ($1)`, [[ids[0], ids[2]]]);
    await postgres.admin.query(`UPDATE bot.outbox SET created_at = created_at - interval '1 hour' WHERE id = $1`, [
      ids[4],
    ]);
    const idsOf = (messages: readonly { id: string }[]) => messages.map(({ id }) => id);
    expect(idsOf(await store.takeUnpublished())).toEqual(ids);
    await postgres.admin.query('UPDATE bot.outbox SET next_check_at = now()');

    expect(idsOf((await store.check()).again)).toEqual(ids);
  });

  it('messages that were left behind still count as left behind when the queue is away again, and their age is visible', async () => {
    const { postgres, sweep, left } = await setup();
    await left('1 hour');
    await postgres.admin.query('ALTER TABLE bullmq.job RENAME TO gone');

    await expect(sweep.round()).rejects.toMatchObject({ code: 'queue-unreachable', cause: expect.any(Error) });
    expect(await postgres.admin.query('SELECT published_at, next_check_at FROM bot.outbox')).toEqual([
      { published_at: null, next_check_at: null },
    ]);
    const { values } = await outboxOldestSeconds.get();
    expect(values).toContainEqual({ labels: { schema: 'bot' }, value: expect.closeTo(3_600, -2) });
  });
});

describe('a sweep', () => {
  it('a sweep works through more messages than one statement holds, and reports when a round was not enough', async () => {
    const { postgres, sweep, waiting, kept } = await setup();
    await postgres.admin.query(
      `INSERT INTO bot.outbox (id, receiver, job, payload, created_at, published_at, next_check_at)
       SELECT gen_random_uuid(), 'billing', 'open-account', '{}', now() - interval '1 day', now(), now()
       FROM generate_series(1, 10500)`,
    );
    await postgres.admin.query(`INSERT INTO billing.handled (message_id, job) SELECT id::text, job FROM bot.outbox`);

    expect([await sweep.round(), (await kept()).length]).toEqual([false, 500]);
    expect([await sweep.round(), (await kept()).length]).toEqual([true, 0]);
    await waiting(0);
  });

  it('a sweep that fails is logged, and repeated long before its usual time', async () => {
    const { postgres, queues, left, waiting } = await setup();
    const { log, lines } = readableLog();
    const timeouts = { ...MESSAGING_TIMEOUTS, sweepEveryMs: 3_600_000, repeatAfterMs: 100 };
    const relay = new OutboxRelay(postgres.database, 'bot', queues, log, timeouts);
    afterThisTest(() => relay.close());
    await left('1 hour');
    await postgres.admin.query('ALTER TABLE bot.outbox RENAME TO gone');
    relay.start();
    await eventually(() => expect(lines('outbox.sweep.failed')).not.toEqual([]));
    await postgres.admin.query('ALTER TABLE bot.gone RENAME TO outbox');

    await waiting(1);
  });
});

describe('the record that a message was handled', () => {
  const remembered = (of: Awaited<ReturnType<typeof setup>>, ids: readonly string[]) =>
    of.postgres.admin
      .query<{ id: string }>('SELECT message_id AS id FROM billing.handled WHERE message_id = ANY ($1)', [ids])
      .then((rows) => rows.map(({ id }) => id).sort());

  const forgetting = async () => {
    const it = await setup();
    const billing = await it.postgres.as('billing');
    const old = new OldMessages(billing, 'billing', Logger.silent(), MESSAGING_TIMEOUTS);
    return { ...it, forget: () => old.forget() };
  };

  it('the record of a handled message is kept for a day longer than the week in which the message is published again', async () => {
    const it = await forgetting();
    await it.handle('order:u:o', '7 days 23 hours');
    await it.handle('fal_request-1', '8 days 1 hour');
    await it.forget();

    expect(await remembered(it, ['order:u:o', 'fal_request-1'])).toEqual(['order:u:o']);
  });

  it('the record of a handled message is kept as long as its sender has the message, because the sender may publish it at any time', async () => {
    const it = await forgetting();
    const [gone, there] = [newId<string>(), await it.left('40 days')];
    await it.handle(gone, '39 days');
    await it.handle(there, '39 days');
    await it.forget();

    expect(await remembered(it, [gone, there])).toEqual([there]);
  });

  it('old records of handled messages are deleted in one run, however many they are', async () => {
    const it = await forgetting();
    await it.postgres.admin.query(
      `INSERT INTO billing.handled (message_id, job, handled_at)
       SELECT gen_random_uuid(), 'open-account', now() - interval '9 days' FROM generate_series(1, 12000)`,
    );
    await it.forget();

    expect(await it.postgres.admin.query('SELECT FROM billing.handled')).toEqual([]);
  });
});

describe('a message that was given up', () => {
  it('a message that was given up is kept until an operator decides, and a month longer for the record', async () => {
    const { postgres, forget } = await setup();
    const dead = (id: string, resolved: string | null, age: string | null) =>
      postgres.admin.query(
        `INSERT INTO bot.dead_letter (message_id, job, payload, code, facts, attempts, died_at, resolved, resolved_at)
         VALUES ($1, 'fetch-file', '{}', 'unexpected', '{}', 5, now() - interval '90 days', $2, now() - $3::interval)`,
        [id, resolved, age],
      );
    await dead('undecided', null, null);
    await dead('lately', 'retried', '29 days');
    await dead('long ago', 'dropped', '31 days');
    await forget();

    expect(await postgres.admin.query('SELECT message_id AS id FROM bot.dead_letter ORDER BY id')).toEqual([
      { id: 'lately' },
      { id: 'undecided' },
    ]);
  });
});
