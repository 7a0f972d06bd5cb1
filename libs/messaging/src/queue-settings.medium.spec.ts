import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, queueDrivers } from '@aisha/testing';
import { register } from 'prom-client';
import { InboxServer } from './inbox-server';
import { serveInbox } from './job-handler';
import { OutboxRelay } from './outbox-relay';
import { QueueBackend } from './queue-backend';
import { QueueSender } from './queue-sender';
import {
  AT_ONCE_AT_MOST,
  atOnce,
  OperatedQueues,
  type QueueChange,
  QueueSettingsStore,
  type QueueSetting,
} from './queue-settings.store';
import { MESSAGING_TIMEOUTS } from './timeouts';

/** Whether the process runs this many jobs at once, according to its metric. */
const takes = (jobs: number) => async (): Promise<boolean> => {
  const { values } = await register.getSingleMetric('aisha_queue_concurrency')!.get();
  return values.some(({ labels, value }) => labels['queue'] === 'billing' && value === jobs);
};

const QUICK = { ...MESSAGING_TIMEOUTS, measureEveryMs: 50 };

/** Billing, with jobs that end when the test says so. */
const setup = async (redisUrl: string | undefined) => {
  const { database, url, admin, adminUrl } = await onPostgres('billing');
  const installation = `settings_${newId<string>().slice(-12).replaceAll('-', '')}`;
  const config = { INSTALLATION: installation, ...(redisUrl ? { REDIS_URL: redisUrl } : { DATABASE_URL: url }) };
  const owners = await Database.connect({ url: adminUrl, role: 'console', pool: 1 });
  afterThisTest(() => owners.close());
  const settings = new QueueSettingsStore(owners, 'billing');
  const running: (() => void)[] = [];
  const handle = async (): Promise<void> => {
    await new Promise<void>((end) => running.push(end));
  };
  const job = {
    handler: class {
      handle = handle;
    },
    attempts: 1,
    timeoutMs: 60_000,
  };
  const served = serveInbox(
    billingInbox,
    { concurrency: 2 },
    Object.fromEntries(Object.keys(billingInbox.jobs).map((name) => [name, job])) as never,
  );
  const begins = async (built = Promise.resolve()) => {
    const queues = await QueueBackend.open(config, Logger.silent());
    const server = new InboxServer({
      served: served as never,
      schema: 'billing',
      database,
      queues,
      relay: new OutboxRelay(database, 'billing', queues, Logger.silent()),
      handlers: { build: () => built, of: () => ({ handle }) },
      log: Logger.silent(),
      timeouts: QUICK,
    });
    for (const name of Object.keys(billingInbox.jobs)) server.addHandler(name, handle as never);
    const listens = new Promise<void>((resolve, reject) =>
      server.listen((error) => (error ? reject(error as Error) : resolve())),
    );
    afterThisTest(async () => {
      for (const end of running) end();
      await server.close();
      await queues.close();
    });
    return { server, listens };
  };
  const starts = async (): Promise<void> => (await begins()).listens;
  const outside = await QueueBackend.open(config, Logger.silent());
  afterThisTest(() => outside.close());
  await eventually(() => outside.ping()); // Redis takes a moment to answer a new connection
  const sender = new QueueSender(outside);
  const send = async (count: number): Promise<void> => {
    for (let sent = 0; sent < count; sent += 1)
      await sender.send(
        message(billingInbox, 'credit-purchase', { telegramPaymentChargeId: newId<string>() } as never),
      );
  };
  const set = (change: Partial<QueueSetting>) =>
    owners.transaction((tx) => settings.write(tx, { queue: 'billing', isPaused: false, concurrency: null, ...change }));
  const waits = (count: number) =>
    eventually(async () => (await outside.depth('billing'))['waiting'] === count, { timeoutMs: 60_000 });
  return { begins, starts, send, set, running, waits, outside, admin };
};

describe.each(queueDrivers().filter(({ isHere }) => isHere))('a queue on $name', ({ redisUrl }) => {
  it('a queue whose concurrency an operator raises runs more jobs at once, without a restart', async () => {
    const { starts, send, set, running, waits } = await setup(redisUrl);
    await starts();
    await send(4);
    await eventually(() => running.length === 2, { timeoutMs: 60_000 });
    await waits(2);

    await set({ concurrency: 4 });

    await eventually(() => running.length === 4, { timeoutMs: 60_000 });
  });

  it('a process that is told to stop while it starts takes no job afterwards', async () => {
    const { begins } = await setup(redisUrl);
    const built = Promise.withResolvers<void>();
    const { server, listens } = await begins(built.promise);

    await server.close();
    built.resolve();
    await listens;

    expect(server.unwrap()).toBeUndefined();
  });

  it('a queue that an operator has paused takes no jobs in a process that starts afterwards, and goes on when it is resumed', async () => {
    const { starts, send, set, running, waits } = await setup(redisUrl);
    await set({ isPaused: true });
    await starts();
    await send(2);
    await waits(2);
    expect(running).toHaveLength(0);

    await set({ isPaused: false });
    await eventually(() => running.length === 2, { timeoutMs: 60_000 });
  });

  it('a queue is measured even while the operator’s settings cannot be read', async () => {
    const { starts, send, waits, admin } = await setup(redisUrl);
    await admin.query('ALTER TABLE billing.queue_setting RENAME TO gone');
    await starts();
    register.getSingleMetric('aisha_queue_depth')!.reset();
    await send(4);
    await waits(2);

    await eventually(async () => {
      const { values } = await register.getSingleMetric('aisha_queue_depth')!.get();
      return values.some(
        ({ labels, value }) => labels['queue'] === 'billing' && labels['state'] === 'waiting' && value === 2,
      );
    });
  });

  it('a queue that is paused while it works ends its running jobs and takes no more', async () => {
    const { starts, send, set, running, waits, outside } = await setup(redisUrl);
    await starts();
    await send(1);
    await eventually(() => running.length === 1, { timeoutMs: 60_000 });

    await set({ isPaused: true });
    await eventually(takes(0), { timeoutMs: 60_000 });
    running[0]!();
    await send(2);
    await waits(2);

    await eventually(async () => (await outside.depth('billing'))['active'] === 0, { timeoutMs: 60_000 });
    expect(running).toHaveLength(1);
  });
});

it('an operator’s setting is bounded by the table, and by the process that reads it', async () => {
  const { set } = await setup(undefined);

  await set({ concurrency: AT_ONCE_AT_MOST });
  await expect(set({ concurrency: AT_ONCE_AT_MOST + 1 })).rejects.toThrow('queue_setting_concurrency_check');
  expect(atOnce({ queue: 'billing', isPaused: false, concurrency: 1e9 }, 20)).toBe(AT_ONCE_AT_MOST);
});

describe('a queue that operators set', () => {
  const atTheDesk = async () => {
    const { adminUrl, admin } = await onPostgres('console');
    const desk = await Database.connect({ url: adminUrl, role: 'console', pool: 2 });
    afterThisTest(() => desk.close());
    const queues = new OperatedQueues(desk);
    const set = (queue: string, change: QueueChange) =>
      queues.set(
        { actId: newId<string>(), operator: 'command:nina', reason: 'the provider is slow' },
        { schema: queue === 'console' ? 'console' : 'billing', queue },
        change,
      );
    return { set, admin };
  };

  it('the desk’s own inbox is not paused, because by it operators sign in; how many of its jobs run at once may be set', async () => {
    const { set, admin } = await atTheDesk();

    expect(await set('console', { isPaused: true })).toMatchObject({ outcome: 'desk-must-run' });
    expect(await set('console', { concurrency: 3 })).toMatchObject({ outcome: 'done' });

    expect(await admin.query('SELECT is_paused, concurrency FROM console.queue_setting')).toEqual([
      { is_paused: false, concurrency: 3 },
    ]);
  });

  it('of two operators who set a queue at the same moment, neither undoes what the other has set', async () => {
    const { set, admin } = await atTheDesk();
    const queues = Array.from({ length: 20 }, (_, at) => `queue-${at}`);

    for (const queue of queues) await Promise.all([set(queue, { isPaused: true }), set(queue, { concurrency: 3 })]);

    expect(
      await admin.query('SELECT DISTINCT is_paused, concurrency FROM billing.queue_setting WHERE queue LIKE $1', [
        'queue-%',
      ]),
    ).toEqual([{ is_paused: true, concurrency: 3 }]);
  });
});
