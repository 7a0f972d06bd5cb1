import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type DeliverResult, type FetchFile } from '@aisha/contracts/bot-gateway';
import { AppError, HOUR_MS, type OrderId, type UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, onRedis, queueDrivers, statementsOf } from '@aisha/testing';
import { InboxServer } from './inbox-server';
import { serveInbox, type JobContext, type JobHandler, type JobSetup } from './job-handler';
import { LongJobStore, type Places } from './long-job.store';
import { claimMessage } from './once-per-message';
import { OutboxRelay } from './outbox-relay';
import { OutboxStore } from './outbox.store';
import { QueueBackend } from './queue-backend';
import { QueueSender } from './queue-sender';
import { MESSAGING_TIMEOUTS } from './timeouts';

const QUICK = { ...MESSAGING_TIMEOUTS, retryFirstMs: 10, retryAtMostMs: 20, stopGraceMs: 50 };

interface Download {
  readonly fileId: string;
  readonly attempt: number;
  readonly end: (error?: AppError) => void;
}

/** The app runs one short job at once, so that a second one has to wait; downloads end when the test says so. */
const setup = async (
  driver: 'redis' | 'postgres',
  { places = 1, ofOnePerson = 1, lookEveryMs = 50 }: Partial<Places> & { readonly lookEveryMs?: number } = {},
) => {
  const postgres = await onPostgres('bot');
  const config = driver === 'redis' ? { REDIS_URL: (await onRedis()).url } : { DATABASE_URL: postgres.url };
  const open = async () => {
    const queues = await QueueBackend.open(config, Logger.silent());
    afterThisTest(() => queues.close());
    await eventually(() => queues.ping());
    return queues;
  };

  const downloads: Download[] = [];
  const announced: OrderId[] = [];
  const handlers: Record<string, JobHandler<object>['handle']> = {
    'fetch-file': (data, { attempt, signal }: JobContext) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        const end = (error?: AppError) => (error ? reject(error) : resolve());
        downloads.push({ fileId: (data as FetchFile).fileId, attempt, end });
      }),
    'deliver-result': async (data) => void announced.push((data as DeliverResult).orderId),
  };
  const job: JobSetup<object> = {
    handler: class {
      handle = async () => {};
    },
    attempts: 2,
    timeoutMs: 20_000,
  };
  const served = serveInbox(
    botGatewayInbox,
    { concurrency: 1 },
    Object.fromEntries(
      Object.keys(botGatewayInbox.jobs).map((name) => [
        name,
        name === 'fetch-file' ? { ...job, long: { places, ofOnePerson } } : job,
      ]),
    ) as never,
  );
  const replica = async () => {
    const queues = await open();
    const server = new InboxServer({
      served: served as never,
      schema: 'bot',
      database: postgres.database,
      queues,
      relay: new OutboxRelay(postgres.database, 'bot', queues, Logger.silent()),
      handlers: { build: async () => {}, of: () => ({ handle: async () => {} }) },
      log: Logger.silent(),
      // A measurement that finds long jobs looks for them once more.
      timeouts: { ...QUICK, measureEveryMs: HOUR_MS, stalledEveryMs: lookEveryMs, restAtMostMs: 2 * lookEveryMs },
    });
    for (const [name, handle] of Object.entries(handlers)) server.addHandler(name, handle as never);
    afterThisTest(() => server.close());
    await new Promise<void>((resolve, reject) =>
      server.listen((error) => (error ? reject(error as Error) : resolve())),
    );
    return server;
  };
  const server = await replica();
  const statements = statementsOf(postgres.database);

  const sender = new QueueSender(await open());
  const people = new Map<string, UserId>();
  const userOf = (name: string): UserId => {
    if (!people.has(name)) people.set(name, newId<UserId>());
    return people.get(name)!;
  };
  const nothing = { receiver: 'avatar-trainer' as const, job: 'check-photo', payload: {} };
  const rows = () =>
    postgres.admin.query<{ fileId: string; failures: number; deaths: number }>(
      `SELECT payload ->> 'fileId' AS "fileId", failures, deaths FROM bot.long_job ORDER BY turn, message_id`,
    );
  const send = (fileId: string, id: string) =>
    sender.send(
      message(botGatewayInbox, 'fetch-file', {
        userId: userOf(fileId.charAt(0)),
        fileId,
        target: 'aisha/incoming/x',
        onStored: nothing,
        onFailed: nothing,
        overBudget: { atOnce: nothing, today: nothing },
      }),
      { id },
    );
  /** Sends a file of the person whom the first letter of `fileId` names; resolves once the file waits for its turn. */
  const fetchFile = async (fileId: string, id = `sent-${newId<string>()}`) => {
    await send(fileId, id);
    await eventually(async () => expect((await rows()).map((row) => row.fileId)).toContain(fileId));
  };
  const announce = async () => {
    const orderId = newId<OrderId>();
    const userId = userOf('a');
    await sender.send(message(botGatewayInbox, 'deliver-result', { userId, orderId, kind: 'speech' }));
    await eventually(() => expect(announced).toContain(orderId));
  };
  const begun = () => downloads.map(({ fileId }) => fileId);
  const begins = (...files: string[]) => eventually(() => expect(begun()).toEqual(files));
  const letters = () => postgres.admin.query('SELECT code, attempts FROM bot.dead_letter');
  return { postgres, downloads, begun, begins, rows, send, fetchFile, announce, server, replica, letters, statements };
};

for (const driver of queueDrivers()) {
  (driver.isHere ? describe : describe.skip)(`long jobs, with the queue in ${driver.name}`, () => {
    it('a long job that ends makes room for one that waits; when none waits, the process does not query for another', async () => {
      const { fetchFile, begins, downloads, rows, statements } = await setup(driver.name, { lookEveryMs: 600_000 });
      const looks = () => statements.filter((statement) => statement.includes('SELECT DISTINCT job'));
      await fetchFile('a1', newId<string>());
      await begins('a1');
      await fetchFile('b1', newId<string>());

      downloads[0]!.end();
      await begins('a1', 'b1');
      const asked = looks().length;
      downloads[1]!.end();
      await eventually(async () => expect(await rows()).toEqual([]));

      await fetchFile('c1', newId<string>());
      await begins('a1', 'b1', 'c1');
      expect(looks()).toHaveLength(asked);
    });

    it('short jobs do not wait for long ones: news reaches the person while files are downloaded', async () => {
      const { fetchFile, announce, begins, begun } = await setup(driver.name);
      await fetchFile('a1');
      await begins('a1');
      await fetchFile('a2');

      await announce();

      expect(begun()).toEqual(['a1']);
    });

    it('long jobs take turns by person: a person’s first job is next even if it comes late, however many jobs of another person wait', async () => {
      const { fetchFile, begins, downloads, rows } = await setup(driver.name);
      for (const file of ['a1', 'a2', 'a3']) await fetchFile(file);
      await begins('a1');
      await fetchFile('b1');
      await fetchFile('b2');

      for (const next of [
        ['a1', 'b1'],
        ['a1', 'b1', 'b2'], // b2 has the same turn as a2, and is its person's only job left
        ['a1', 'b1', 'b2', 'a2'],
      ]) {
        downloads.at(-1)!.end();
        await begins(...next);
      }
      downloads.at(-1)!.end();
      await begins('a1', 'b1', 'b2', 'a2', 'a3');
      downloads.at(-1)!.end();
      await eventually(async () => expect(await rows()).toEqual([]));
    });

    it('long jobs of one person take no more places than one person may have, in all processes together', async () => {
      const { fetchFile, begins, begun, replica, announce } = await setup(driver.name, { places: 3, ofOnePerson: 2 });
      await replica();
      for (const file of ['a1', 'a2', 'a3']) await fetchFile(file);
      await begins('a1', 'a2');
      await fetchFile('b1');

      await begins('a1', 'a2', 'b1');
      await announce();
      expect(begun()).not.toContain('a3');
    });

    it('a long job that a stop interrupts is begun anew by another process, and the stop counts as no failure', async () => {
      const { fetchFile, begins, server, replica, downloads, rows } = await setup(driver.name);
      await fetchFile('a1');
      await begins('a1');

      await server.close();
      expect(await rows()).toEqual([{ fileId: 'a1', failures: 0, deaths: 0 }]);
      await replica();

      await begins('a1', 'a1');
      expect(downloads.map(({ attempt }) => attempt)).toEqual([1, 1]);
    });

    it('long jobs of a process that died are taken again after its lease, and the death is counted', async () => {
      const { fetchFile, begins, postgres, rows, server, replica } = await setup(driver.name);
      await fetchFile('a1');
      await begins('a1');
      await server.close();
      await postgres.admin.query(`UPDATE bot.long_job SET lease_until = now() - interval '1 second'`);

      await replica();

      await begins('a1', 'a1');
      expect(await rows()).toEqual([{ fileId: 'a1', failures: 0, deaths: 1 }]);
    });

    it('long jobs that fail are tried again, and given up after their attempts', async () => {
      const { fetchFile, begins, downloads, rows, letters } = await setup(driver.name);
      await fetchFile('a1');
      await begins('a1');
      downloads[0]!.end(new AppError('storage-unreachable'));
      await begins('a1', 'a1');
      expect(downloads[1]!.attempt).toBe(2);

      downloads[1]!.end(new AppError('storage-unreachable'));

      await eventually(async () => expect(await letters()).toEqual([{ code: 'storage-unreachable', attempts: 2 }]));
      await eventually(async () => expect(await rows()).toEqual([]));
    });

    it('a long job for which a place is free is taken by the statement that writes it down', async () => {
      const { fetchFile, begins, statements } = await setup(driver.name, { places: 2 });

      await fetchFile('a1');
      await begins('a1');

      expect(statements.filter((statement) => statement.includes('under_way'))).toEqual([]);
    });

    it('a long job that is done is removed by the statement that records it as handled', async () => {
      const { fetchFile, begins, downloads, rows, statements } = await setup(driver.name);
      await fetchFile('a1', newId<string>());
      await begins('a1');
      const before = statements.length;

      downloads[0]!.end();
      await eventually(async () => expect(await rows()).toEqual([]));
      const writes = statements.slice(before).filter((statement) => /handled|DELETE/.test(statement));

      expect(writes).toEqual([
        expect.stringMatching(/^WITH ended AS \(DELETE FROM bot.long_job .* INSERT INTO bot.handled/),
      ]);
    });

    it('long jobs that the queue brings twice are done once', async () => {
      const { fetchFile, send, begins, announce, begun, downloads, rows } = await setup(driver.name);
      const id = newId<string>();
      await fetchFile('a1', id);
      await begins('a1');
      await send('a1', id);
      await announce();
      expect(await rows()).toHaveLength(1);

      downloads[0]!.end();
      await eventually(async () => expect(await rows()).toEqual([]));
      await send('a1', id);
      await announce();
      expect([begun(), await rows()]).toEqual([['a1'], []]);
    });
  });
}

describe('three hundred long jobs of five people', () => {
  const ofOnePerson = 8;

  const flooded = async () => {
    const { database, admin } = await onPostgres('bot');
    const store = new LongJobStore(database, 'bot');
    const add = (owner: string) =>
      store.add(
        { messageId: newId<string>(), job: 'fetch-file', payload: { userId: owner }, traceId: null },
        'bot.handled',
      );
    for (const owner of ['a', 'b', 'c', 'd', 'e']) for (let sent = 0; sent < 60; sent += 1) await add(owner);
    const take = async () => (await store.take('fetch-file', ofOnePerson, 60_000))!;
    const ownerOf = async ({ messageId }: { messageId: string }) => {
      const [row] = await admin.query<{ owner: string }>(`SELECT owner FROM bot.long_job WHERE message_id = $1`, [
        messageId,
      ]);
      return row!.owner;
    };
    return { store, add, take, ownerOf, admin };
  };

  it('a sixth person’s one long job goes before all waiting jobs of the five people, even when it comes after them', async () => {
    const { store, add, take, ownerOf } = await flooded();
    for (let done = 0; done < 23; done += 1) await store.remove(await take());
    const underWay = [await take(), await take()];

    await add('stranger');

    expect(await ownerOf(await take())).toBe('stranger');
    expect(underWay).toHaveLength(2);
  });

  it('a sixth person with hundreds of long jobs waits for at most one job of each of the five people', async () => {
    const { store, add, take, ownerOf } = await flooded();
    for (let done = 0; done < 23; done += 1) await store.remove(await take());
    const underWay = [await take(), await take()];

    for (let sent = 0; sent < 60; sent += 1) await add('sixth');

    const before: string[] = [];
    for (let owner = ''; owner !== 'sixth'; before.push(owner)) {
      const taken = await take();
      owner = await ownerOf(taken);
      await store.remove(taken);
    }
    expect(before.length).toBeLessThanOrEqual(6);
    expect(new Set(before).size).toBe(before.length);
    expect(underWay).toHaveLength(2);
  });

  it('three hundred long jobs of five people go on while single jobs of others come', async () => {
    const { store, add, take, ownerOf } = await flooded();
    const owners: string[] = [];
    for (let nth = 0; nth < 20; nth += 1) {
      if (nth % 2 === 0) await add(`stranger ${nth}`);
      const taken = await take();
      owners.push(await ownerOf(taken));
      await store.remove(taken);
    }

    expect(owners.filter((owner) => owner.length === 1)).toEqual([...'abcdeabcde']);
  });

  it('a sixth person’s long job goes before those of all people who have some under way', async () => {
    const { add, take, ownerOf } = await flooded();
    for (let place = 0; place < 7; place += 1) await take();

    await add('stranger');

    expect(await ownerOf(await take())).toBe('stranger');
  });

  it('twenty long jobs that one person sends at the same moment have twenty different turns', async () => {
    const { add, admin } = await flooded();

    await Promise.all(Array.from({ length: 20 }, () => add('f')));

    const [{ turns }] = (await admin.query(
      `SELECT count(DISTINCT turn)::int AS turns FROM bot.long_job WHERE owner = 'f'`,
    )) as [{ turns: number }];
    expect(turns).toBe(20);
  });
});

describe('a long job that comes in', () => {
  const room = { ofOnePerson: 1, leaseMs: 60_000 };
  const setUp = async () => {
    const { database, admin } = await onPostgres('bot');
    const store = new LongJobStore(database, 'bot');
    const add = (owner: string, messageId = newId<string>()) =>
      store.add({ messageId, job: 'fetch-file', payload: { userId: owner }, traceId: null }, 'bot.handled', room);
    return { store, database, admin, add, take: () => store.take('fetch-file', 1, 60_000) };
  };

  it('a new long job is taken at once, and only once, when there is room for it', async () => {
    const { add, take } = await setUp();
    const id = newId<string>();

    expect(await add('a', id)).toMatchObject({
      messageId: id,
      run: 1,
      deaths: 0,
      payload: { userId: 'a' },
      hasMore: false,
    });

    expect(await add('a', id)).toBeUndefined();
    expect(await take()).toBeUndefined();
  });

  it('a process that has lost a long job to another one neither keeps it, nor ends it, nor puts it back', async () => {
    const { store, admin, add, take } = await setUp();
    const late = (await add('a'))!;
    await admin.query(`UPDATE bot.long_job SET lease_until = now() - interval '1 second'`);
    expect(await take()).toMatchObject({ run: 2 });
    const row = () => admin.query('SELECT * FROM bot.long_job');
    const before = await row();

    await store.renew([late], 600_000);
    await store.countPoll(late, 7);
    await store.requeue(late, 0, 'unexpected');
    await store.remove(late);

    expect(await row()).toEqual(before);
  });

  it('while the end of a long job is being written, however long that takes, the process keeps its other jobs, and a free process finds work', async () => {
    const { store, database, admin, add, take } = await setUp();
    const [ending, other] = [(await add('a'))!, (await add('b'))!];
    const leaseOf = async (seconds: number) =>
      admin.query(`SELECT FROM bot.long_job WHERE message_id = $1 AND lease_until > now() + $2 * interval '1 second'`, [
        other.messageId,
        seconds,
      ]);
    const longRun = { number: ending.run, ended: () => undefined };

    await database.transaction(async (tx) => {
      await claimMessage(tx, 'bot', { messageId: ending.messageId, job: 'fetch-file', longRun });
      const renewed = store.renew([ending, other], 600_000);
      await eventually(async () => expect(await leaseOf(300)).toHaveLength(1));
      await renewed;
      await admin.query(`UPDATE bot.long_job SET lease_until = now() - interval '1 second' WHERE message_id = $1`, [
        other.messageId,
      ]);
      expect(await take()).toMatchObject({ messageId: other.messageId, run: 2 });
    });
  });

  it('a process that looks for work passes over a job whose end is being written although its lease has run out', async () => {
    const { database, admin, add, take } = await setUp();
    const ending = (await add('a'))!;
    await admin.query(`UPDATE bot.long_job SET lease_until = now() - interval '1 second'`);
    const longRun = { number: ending.run, ended: () => undefined };

    await database.transaction(async (tx) => {
      await claimMessage(tx, 'bot', { messageId: ending.messageId, job: 'fetch-file', longRun });
      let found: unknown = 'nothing yet';
      const looking = take().then((taken) => (found = taken));
      await eventually(() => expect(found).toBeUndefined());
      await looking;
    });
  });

  it('a new long job waits for its turn when its person already has as many under way as allowed, or when others wait', async () => {
    const { add, take } = await setUp();
    await add('a');

    expect(await add('a')).toBeUndefined();
    expect(await add('b')).toBeUndefined();

    expect(await take()).toMatchObject({ payload: { userId: 'b' } });
  });

  it('a new long job is read from its sender’s outbox when it is written down, and is not written down once the outbox no longer has it', async () => {
    const { database, admin } = await onPostgres('bot');
    const store = new LongJobStore(database, 'bot');
    const [sent, gone] = [newId<string>(), newId<string>()];
    const payload = { userId: 'a', fileId: 'f' };
    await admin.query(
      `INSERT INTO trainer.outbox (id, receiver, job, payload) VALUES ($1, 'bot-gateway', 'fetch-file', $2)`,
      [sent, JSON.stringify(payload)],
    );
    const inOutbox = `SELECT payload FROM trainer.outbox_to_bot WHERE id = $1::text::uuid`;
    const add = (messageId: string) =>
      store.add({ messageId, job: 'fetch-file', traceId: null, inOutbox }, 'bot.handled', room);

    expect(await add(sent)).toMatchObject({ messageId: sent, payload });
    expect(await add(gone)).toBeUndefined();
    expect(await admin.query('SELECT message_id AS id, owner FROM bot.long_job')).toEqual([{ id: sent, owner: 'a' }]);
  });

  it('of many long jobs that come at the same moment, at most one of each person is taken', async () => {
    const { add } = await setUp();

    const taken = await Promise.all(['a', 'b', 'a', 'b', 'a', 'b'].map((owner) => add(owner)));

    const owners = taken.flatMap((one) => (one ? [(one.payload as { userId: string }).userId] : []));
    expect(owners.length).toBeGreaterThanOrEqual(1);
    expect(owners).toEqual([...new Set(owners)]);
  });
});

it('a process does not rest while its app has a long job, even one that another process works on: the lease of that job may run out', async () => {
  const { admin, database } = await onPostgres('bot');
  const store = new LongJobStore(database, 'bot');
  const job = { messageId: newId<string>(), job: 'fetch-file', payload: {}, traceId: null };
  expect(await store.due(['fetch-file'])).toEqual({ names: [], hasJobs: false });
  await store.add(job, 'bot.handled');
  expect(await store.due(['fetch-file'])).toEqual({ names: ['fetch-file'], hasJobs: true });

  await admin.query(`UPDATE bot.long_job SET lease_until = now() + interval '10 seconds'`);

  expect(await store.due(['fetch-file'])).toEqual({ names: [], hasJobs: true });
});

it('a sender does not count a message as lost while its long job waits for its turn', async () => {
  const { admin, database } = await onPostgres('bot');
  const id = newId<string>();
  await admin.query(
    `INSERT INTO bot.outbox (id, receiver, job, payload, published_at, next_check_at)
     VALUES ($1, 'bot-gateway', 'fetch-file', '{}', now(), now() + interval '1 minute')`,
    [id],
  );
  const outbox = new OutboxStore(database, 'bot', MESSAGING_TIMEOUTS);
  expect(await outbox.isAnyLost([id])).toBe(true);

  const job = { messageId: id, job: 'fetch-file', payload: {}, traceId: null, owner: 'a' };
  await new LongJobStore(database, 'bot').add(job, 'bot.handled');

  expect(await outbox.isAnyLost([id])).toBe(false);
});
