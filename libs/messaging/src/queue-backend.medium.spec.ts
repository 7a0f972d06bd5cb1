import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Logger, newId } from '@aisha/platform';
import {
  afterThisTest,
  eventually,
  hasPgBouncer,
  onPgBouncer,
  onPostgres,
  onRedis,
  queueDrivers,
  readableLog,
  testRedisUrl,
} from '@aisha/testing';
import { Redis } from 'ioredis';
import { QueueBackend } from './queue-backend';

/**
 * A proxy to a server. A bad line breaks with the first bytes sent on it; a mute line carries nothing until it is
 * replaced; a line that waits is late with some words.
 */
const lineTo = async (url: string) => {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const muted = new Set<Socket>();
  const line = {
    isBad: false,
    broke: 0,
    fallsMute: () => sockets.forEach((socket) => muted.add(socket)),
    /** What is waited for before these words go on to the server. */
    waits: async (_words: string): Promise<void> => undefined,
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => [near, far].forEach((end) => end.destroy()));
    }
    near.on('data', (words) => {
      if (!line.isBad) return void line.waits(words.toString('latin1')).then(() => far.write(words));
      line.broke += 1;
      near.destroy();
    });
    far.on('data', (words) => muted.has(far) || near.write(words));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  afterThisTest(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const through = new URL(url);
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { line, url: through.href };
};

for (const { name, redisUrl, isHere } of queueDrivers()) {
  (isHere ? describe : describe.skip)(`a queue in ${name}`, () => {
    const setup = async () => {
      const { line, url } = await lineTo(redisUrl ?? (await onPostgres('bot')).url);
      const queues = await QueueBackend.open({ [redisUrl ? 'REDIS_URL' : 'DATABASE_URL']: url }, Logger.silent());
      afterThisTest(() => queues.close());
      const publish = async () => {
        const id = newId<string>();
        await queues.publish([{ id, receiver: 'billing', job: 'open-account', payload: {}, traceId: null }]);
        return id;
      };
      await eventually(() => queues.ping().then(() => true));
      return { line, queues, publish };
    };

    it('a queue takes messages though its server was away when the queue was first used', async () => {
      const { line, publish } = await setup();
      line.isBad = true;
      await expect(publish()).rejects.toMatchObject({ code: 'queue-unreachable' });
      line.isBad = false;

      await eventually(publish);
    });

    it('a queue is worked on though its server was away when work began', async () => {
      const { line, queues, publish } = await setup();
      const id = await publish();
      const taken: (string | undefined)[] = [];
      line.isBad = true;
      const worker = queues.worker('billing', async (job) => void taken.push(job.id), { lockDuration: 1_000 });
      afterThisTest(() => worker.close());
      await eventually(() => line.broke > 0);
      line.isBad = false;

      await eventually(() => expect(taken).toContain(id));
    });

    it('a queue forgets a job that is done, and keeps one that failed until the receiver’s own pause is over', async () => {
      const { queues } = await setup();
      const ids = ['fal:request-1', 'fal:request-2'];
      const jobs = ids.map((id) => ({ id, receiver: 'billing' as const, job: 'x', payload: {}, traceId: null }));
      await queues.publish(jobs);
      expect(await queues.oldestSeconds('billing')).toBeLessThan(600);
      const taken: (string | undefined)[] = [];
      const worker = queues.worker(
        'billing',
        async ({ id }) => {
          taken.push(id);
          if (id === 'fal_request-2') throw new Error('no');
        },
        { settings: { backoffStrategy: () => 3_600_000 } },
      );
      afterThisTest(() => worker.close());

      await eventually(async () =>
        expect(await queues.depth('billing')).toEqual({ waiting: 0, active: 0, delayed: 1 }),
      );
      expect(taken.sort()).toEqual(['fal_request-1', 'fal_request-2']);
      expect(await queues.missing(jobs)).toEqual(['fal:request-1']);
    });

    // In Postgres only the kernel's keep-alive probes notice a line that falls mute.
    if (name === 'redis')
      it('a queue takes messages again soon after its connection fell silent', async () => {
        const { line, publish } = await setup();
        await publish();
        line.fallsMute();
        await expect(publish()).rejects.toMatchObject({ code: 'queue-unreachable' });

        await eventually(publish);
      });
  });
}

describe('the lock of a job in Postgres', () => {
  /** The beginning of the statement with which BullMQ renews locks. */
  const RENEWAL = 'Refresh multiple active-job locks';

  const setup = async (takes: () => Promise<void>) => {
    const postgres = await onPostgres('bot');
    const { line, url } = await lineTo(postgres.url);
    const { log, lines } = readableLog();
    const queues = await QueueBackend.open({ DATABASE_URL: url }, log);
    const worker = queues.worker('billing', takes, { lockDuration: 1_000, concurrency: 2 });
    afterThisTest(async () => {
      await worker.close();
      await queues.close();
    });
    const publish = async () => {
      const id = newId<string>();
      await queues.publish([{ id, receiver: 'billing', job: 'open-account', payload: {}, traceId: null }]);
      return id;
    };
    return { ...postgres, line, queues, lines, publish };
  };

  it('a job that ends while its lock is renewed has not failed its worker, which goes on with the next one at once', async () => {
    const renewals = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const firstArrives = Promise.withResolvers<void>();
    let taken = 0;
    let renewed = 0;
    const { line, admin, lines, publish } = await setup(() => renewals[taken++]!.promise);
    line.waits = async (words) => {
      if (!words.includes(RENEWAL)) return;
      renewals[renewed++]?.resolve();
      if (renewed === 1) await firstArrives.promise;
    };
    await publish();
    await eventually(async () => {
      expect(taken).toBe(1);
      expect(await admin.query('SELECT FROM bullmq.job')).toEqual([]);
    });
    firstArrives.resolve();
    await publish();
    await eventually(() => expect(renewed).toBe(2)); // by then BullMQ has read the answer to the first

    expect(lines('queue.worker-failed')).toEqual([]);
    expect(lines('queue.lock-lost')).toEqual([]);
  });

  it('a job that goes on without its lock is reported, because another worker begins it again', async () => {
    const end = Promise.withResolvers<void>();
    const { admin, lines, publish } = await setup(() => end.promise);
    afterThisTest(async () => end.resolve());
    const job = await publish();
    await eventually(async () =>
      expect(
        await admin.query(`UPDATE bullmq.job SET lock_token = 'of another' WHERE state = 'active' RETURNING id`),
      ).toEqual([{ id: job }]),
    );

    await eventually(() =>
      expect(lines('queue.lock-lost')).toContainEqual(expect.objectContaining({ queue: 'billing', job })),
    );

    expect(lines('queue.worker-failed')).toEqual([]);
  });
});

(testRedisUrl() ? describe : describe.skip)('a Redis that evicts', () => {
  it('a Redis that evicts is reported to the operator with the remedy, because it loses jobs without reporting the loss', async () => {
    const { url } = await onRedis();
    const queues = await QueueBackend.open({ REDIS_URL: url }, Logger.silent());
    const redis = new Redis(url);
    afterThisTest(async () => {
      redis.disconnect();
      await queues.close();
    });
    await eventually(() => queues.ping().then(() => true));
    expect(await queues.ping()).toBeUndefined();

    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');

    expect(await queues.ping()).toMatch(/maxmemory-policy is allkeys-lru; set it to noeviction/);
  });
});

(testRedisUrl() ? describe : describe.skip)('a Redis that refuses to write', () => {
  it('a worker asks a Redis with a full disk or memory again after a pause, and goes on once there is room', async () => {
    const { url } = await onRedis();
    const { log, lines } = readableLog();
    const queues = await QueueBackend.open({ REDIS_URL: url }, log);
    const redis = new Redis(url);
    const id = newId<string>();
    await eventually(() =>
      queues.publish([{ id, receiver: 'billing', job: 'open-account', payload: {}, traceId: null }]).then(() => true),
    );
    await redis.config('SET', 'maxmemory', '1');
    const taken: (string | undefined)[] = [];
    const worker = queues.worker('billing', async (job) => void taken.push(job.id), {});
    afterThisTest(async () => {
      await worker.close();
      redis.disconnect();
      await queues.close();
    });
    await eventually(() => lines('queue.worker-failed').length > 0);

    for (let question = 0; question < 1_000; question++) await redis.ping();

    expect(lines('queue.worker-failed').length).toBeLessThan(50);
    expect(lines('queue.worker-failed')[0]).toMatchObject({ message: expect.stringMatching(/^OOM/) });
    await redis.config('SET', 'maxmemory', '0');
    await eventually(() => expect(taken).toEqual([id]));
  });
});

(testRedisUrl() ? describe : describe.skip)('two installations with one Redis', () => {
  it('two installations with one Redis see no job of each other', async () => {
    const REDIS_URL = (await onRedis()).url;
    const open = async (INSTALLATION: string) => {
      const queues = await QueueBackend.open({ REDIS_URL, INSTALLATION }, Logger.silent());
      afterThisTest(() => queues.close());
      await eventually(() => queues.ping().then(() => true));
      const publish = async () => {
        const id = newId<string>();
        await queues.publish([{ id, receiver: 'billing', job: 'open-account', payload: {}, traceId: null }]);
        return id;
      };
      return { queues, publish };
    };
    const [staging, production] = await Promise.all([open('staging'), open('production')]);
    const theirs = await staging.publish();
    const taken: (string | undefined)[] = [];
    const worker = production.queues.worker('billing', async (job) => void taken.push(job.id), {});
    afterThisTest(() => worker.close());

    const ours = await production.publish();

    await eventually(() => expect(taken).not.toEqual([]));
    expect(taken).toEqual([ours]);
    const isMissing = ({ queues }: typeof staging) =>
      queues.missing([{ id: theirs, receiver: 'billing', job: 'open-account' }]);
    expect([await isMissing(staging), await isMissing(production)]).toEqual([[], [theirs]]);
  });
});

describe('a queue in Postgres', () => {
  (hasPgBouncer ? it : it.skip)(
    'a queue in Postgres is refused behind a pooler, through which no worker would hear of jobs',
    async () => {
      const { url } = await onPostgres('billing');
      const { port } = await onPgBouncer({ servers: 2 });
      const pooled = Object.assign(new URL(url), { port: String(port) }).href;

      await expect(QueueBackend.open({ DATABASE_URL: pooled }, Logger.silent())).rejects.toThrow(
        /^DATABASE_URL leads to a pooler, where no job would wake a worker: set REDIS_URL, .*0034-behind-pgbouncer\.md/,
      );
      await (await QueueBackend.open({ DATABASE_URL: url }, Logger.silent())).close();
    },
  );

  it('a queue in Postgres takes messages again when Postgres has ended its connections, logs that, and leaves no connection behind', async () => {
    const { url, admin } = await onPostgres('billing');
    const { log, lines } = readableLog();
    const queues = await QueueBackend.open({ DATABASE_URL: url }, log);
    const job = { receiver: 'billing' as const, job: 'open-account', payload: {}, traceId: null };
    await queues.publish([{ ...job, id: newId() }]);
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'aisha:queue' AND datname = current_database()`,
    );
    await eventually(() => expect(lines('queue.connection-lost').length).toBeGreaterThan(0));
    expect(lines('queue.connection-lost')[0]).toMatchObject({ message: expect.stringMatching(/terminat/) });

    await eventually(() => queues.publish([{ ...job, id: newId() }]));
    await queues.close();
    const theirs = () =>
      admin.query(
        `SELECT application_name FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'aisha_billing' AND application_name <> 'aisha:billing'`,
      );
    await eventually(async () => expect(await theirs()).toEqual([]));
  });

  it('a queue in Postgres can be opened and closed while Postgres does not answer', async () => {
    const nobody = 'postgres://aisha_billing:word@127.0.0.1:1/aisha';

    await (await QueueBackend.open({ DATABASE_URL: nobody }, Logger.silent())).close();
  });
});
