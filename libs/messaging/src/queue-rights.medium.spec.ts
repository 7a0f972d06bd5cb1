import { beforeEach, describe, expect, it } from '@jest/globals';
import { APP_LOGINS, DAY_MS, loginName } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onRedis, testRedisUrl } from '@aisha/testing';
import { Redis } from 'ioredis';
import { QueueBackend } from './queue-backend';
import { QUEUE_APPS, queueUser, type QueueApp } from './queue-rights';

const PASSWORD = 'a-password';
/** Redis begins its refusal of a client with the first words, and of a client's script with the second. */
const DENIED = /^(NOPERM|ERR The user executing the script can't) /;
const RECEIVERS = QUEUE_APPS.filter((app) => app !== 'webhook-receiver');
type Receiver = Exclude<QueueApp, 'webhook-receiver'>;

const urls = async () => {
  const { url } = await onRedis({ users: QUEUE_APPS.map((app) => queueUser(app, 'aisha', PASSWORD)) });
  return {
    owner: url,
    of: (app: QueueApp): string => {
      const own = new URL(url);
      own.username = loginName('aisha', APP_LOGINS[app]);
      own.password = PASSWORD;
      return own.href;
    },
  };
};
let redis: Awaited<ReturnType<typeof urls>>;

const messageTo = (receiver: Receiver) => ({
  id: newId<string>(),
  receiver,
  job: 'open-account',
  payload: { word: 'a word' },
  traceId: null,
});

const queuesOf = async (app: QueueApp) => {
  const queues = await QueueBackend.open({ REDIS_URL: redis.of(app) }, Logger.silent());
  afterThisTest(() => queues.close());
  await eventually(() => queues.ping().then(() => true));
  return queues;
};

const clientOf = (url: string): Redis => {
  const client = new Redis(url);
  afterThisTest(async () => client.disconnect());
  return client;
};

(testRedisUrl() ? describe : describe.skip)('an app’s user of the queue in Redis', () => {
  beforeEach(async () => void (redis = await urls()));

  it.each(QUEUE_APPS)(
    'the Redis user of %s may send one message or many to each receiver, and ask whether the messages are there',
    async (app) => {
      const queues = await queuesOf(app);
      for (const receiver of RECEIVERS as Receiver[]) {
        const [one, ...more] = [messageTo(receiver), messageTo(receiver), messageTo(receiver)];
        await queues.publish([one]);
        await queues.publish(more);
        expect(await queues.missing([one, ...more, messageTo(receiver)])).toHaveLength(1);
      }
    },
  );

  it.each(RECEIVERS as Receiver[])(
    'the Redis user of %s may do the jobs of its app, also those that fail at first',
    async (app) => {
      const queues = await queuesOf(app);
      const sender = await queuesOf('webhook-receiver');
      const done: string[] = [];
      let failed = 0;
      const worker = queues.worker(
        app,
        async ({ id }) => {
          if ((failed += 1) === 2) throw new Error('once');
          done.push(id!);
        },
        { concurrency: 2, settings: { backoffStrategy: () => 100 } },
      );
      afterThisTest(() => worker.close());
      const sent = [messageTo(app), messageTo(app), messageTo(app)];

      await sender.publish(sent);

      await eventually(() => expect(done.toSorted()).toEqual(sent.map(({ id }) => id).toSorted()));
      await eventually(async () => expect(await sender.missing(sent)).toHaveLength(3));
      expect(await queues.depth(app)).toEqual({ waiting: 0, active: 0, delayed: 0 });
      expect(await queues.oldestSeconds(app)).toBe(0);
    },
  );

  it.each(RECEIVERS as Receiver[])('the Redis user of %s may end a pause that lasts too long', async (app) => {
    const queues = await queuesOf(app);
    const done: string[] = [];
    const worker = queues.worker(
      app,
      async ({ id, attemptsMade }) => {
        if (attemptsMade === 0) throw new Error('once');
        done.push(id!);
      },
      { settings: { backoffStrategy: () => DAY_MS } },
    );
    afterThisTest(() => worker.close());
    const message = messageTo(app);
    await queues.publish([message]);
    await eventually(async () => expect(await queues.depth(app)).toMatchObject({ delayed: 1 }));

    await queues.endLatePauses(app, 60_000);

    await eventually(() => expect(done).toEqual([message.id]));
  });

  it('only billing’s Redis user may count the jobs that wait for other apps', async () => {
    const [billing, bot] = [await queuesOf('billing'), await queuesOf('bot-gateway')];
    await bot.publish([messageTo('transcriber')]);

    expect(await billing.depth('transcriber')).toMatchObject({ waiting: 1 });
    expect(await billing.oldestSeconds('transcriber')).toBeGreaterThanOrEqual(0);
    await expect(bot.depth('transcriber')).rejects.toThrow(DENIED);
    await expect(bot.oldestSeconds('transcriber')).rejects.toThrow(DENIED);
  });

  it.each(QUEUE_APPS)(
    'the Redis user of %s takes no job out of another app’s queue, reads no job and no key there, and changes nothing on the server',
    async (app) => {
      const owner = await QueueBackend.open({ REDIS_URL: redis.owner }, Logger.silent());
      afterThisTest(() => owner.close());
      await eventually(() => owner.ping().then(() => true));
      const others = (RECEIVERS as Receiver[]).filter((receiver) => receiver !== app);
      const client = clientOf(redis.of(app));
      await client.ping();
      const theirs: ReturnType<typeof messageTo>[] = [];
      const tried: (readonly [string, ...string[]])[] = [];
      for (const other of others) {
        const message = messageTo(other);
        theirs.push(message);
        await owner.publish([message]);
        const [wait, job, stream] = ['wait', message.id, 'events'].map((key) => `aisha:${other}:${key}`) as [
          string,
          string,
          string,
        ];
        const inScript = (command: string, key: string) => ['eval', `return redis.call(${command})`, '1', key] as const;
        tried.push(
          ['lpop', wait],
          ['rpop', wait],
          ['blpop', wait, '1'],
          ['lrem', wait, '0', message.id],
          ['rpoplpush', wait, `aisha:${app}:wait`],
          ['ltrim', wait, '1', '0'],
          ['del', wait],
          ['del', job],
          ['unlink', job],
          ['rename', job, `aisha:${app}:stolen`],
          ['copy', job, `aisha:${app}:stolen`],
          ['dump', job],
          ['expire', job, '1'],
          ['hdel', job, 'data'],
          ['xread', 'STREAMS', stream, '0'],
          ['sort', wait],
          ['bzpopmin', `aisha:${other}:marker`, '1'],
          inScript(`'RPOP', KEYS[1]`, wait),
          inScript(`'DEL', KEYS[1]`, job),
          inScript(`'RPOPLPUSH', KEYS[1], 'aisha:${app}:wait'`, wait),
          ...(app === 'billing'
            ? []
            : ([['lrange', wait, '0', '-1'], ['hgetall', job], inScript(`'HGETALL', KEYS[1]`, job)] as const)),
        );
      }
      tried.push(
        ['get', 'somebodys:key'],
        ['set', 'mine', '1'],
        ['set', `aisha:${app}`, '1'],
        ['scan', '0'],
        ['keys', '*'],
        ['randomkey'],
        ['dbsize'],
        ['flushall'],
        ['flushdb'],
        ['config', 'get', '*'],
        ['config', 'set', 'dir', '/tmp'],
        ['acl', 'list'],
        ['acl', 'setuser', 'mine', 'on', '+@all'],
        ['client', 'list'],
        ['client', 'kill', 'id', '1'],
        ['monitor'],
        ['shutdown'],
        ['save'],
        ['replicaof', 'no', 'one'],
        ['slaveof', 'no', 'one'],
        ['migrate', '127.0.0.1', '1', 'k', '0', '1'],
        ['module', 'list'],
        ['function', 'load', '#!lua name=mine\nredis.register_function("mine", function() end)'],
        ['script', 'flush'],
        ['script', 'kill'],
        ['publish', 'a', 'b'],
        ['subscribe', 'a'],
        ['swapdb', '0', '1'],
        ['slowlog', 'get'],
        ...(app === 'billing' ? [] : [['bgrewriteaof'] as const]),
      );

      for (const [command, ...args] of tried) {
        const said = await client.call(command, ...args).then(
          () => 'done',
          (error: Error) => error.message,
        );
        expect([command, ...args, said]).toEqual([command, ...args, expect.stringMatching(DENIED)]);
      }
      expect(await owner.missing(theirs)).toEqual([]);
    },
  );
});
