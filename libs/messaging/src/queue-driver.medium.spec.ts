import { describe, expect, it } from '@jest/globals';
import { Logger } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, onRedis, queueDrivers, testRedisUrl } from '@aisha/testing';
import { Redis } from 'ioredis';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { postgresDriver, redisDriver } from './queue-driver';

for (const { name, isHere } of queueDrivers()) {
  (isHere ? describe : describe.skip)(`a worker of a queue in ${name}`, () => {
    it('a worker of a queue looks within ten seconds for jobs that did not wake it', async () => {
      const driver =
        name === 'redis'
          ? redisDriver((await onRedis()).url, 'aisha', Logger.silent())
          : postgresDriver((await onPostgres('billing')).url, Logger.silent());
      const worker = driver.worker('billing', async () => {}, { autorun: false });
      afterThisTest(async () => {
        await worker.close();
        await driver.close();
      });

      expect(worker.maximumBlockTimeout).toBe(10);
    });
  });
}

describe('queues in Postgres', () => {
  /** Node prints warnings on the standard error of a process, and not of a test, so the test starts one. */
  const OPENS_QUEUES = `
    const { postgresDriver } = require(process.argv[1]);
    const { Logger } = require('@aisha/platform');
    const driver = postgresDriver(process.argv[2], Logger.silent());
    const queues = Array.from({ length: 12 }, () => driver.queue('billing'));
    Promise.all(queues.map((queue) => queue.getJobCounts()))
      .then(() => Promise.all(queues.map((queue) => queue.close())))
      .then(() => driver.close())
      .then(() => console.log('closed'));`;

  it('more than ten queues in Postgres may be in one process: Node reports no leak', async () => {
    const hook = path.join(__dirname, '../test-processes/run-typescript.cjs');
    const options = ['-C', '@aisha/source', '-r', hook, '-e', OPENS_QUEUES];
    const { url } = await onPostgres('billing');

    const given = [...options, path.join(__dirname, 'queue-driver.ts'), url];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, given);

    expect(stdout).toBe('closed\n');
    expect(stderr).not.toContain('MaxListenersExceededWarning');
  });
});

(testRedisUrl() ? describe : describe.skip)('a worker that is closed while it waits at Redis for a job', () => {
  it('a worker that is closed leaves no timer behind that would keep its process alive', async () => {
    const { url } = await onRedis();
    const asks = new Redis(url);
    afterThisTest(async () => asks.disconnect());
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const before = timers();
    const driver = redisDriver(url, 'aisha', Logger.silent());
    const worker = driver.worker('billing', async () => {}, {});
    await eventually(async () => expect(await asks.info('clients')).toContain('blocked_clients:1'));

    await worker.close();
    await driver.close();

    await eventually(() => expect(timers()).toBeLessThanOrEqual(before));
  });
});

(testRedisUrl() ? it : it.skip)(
  'a worker can be closed while Redis is away, between two attempts to reach it',
  async () => {
    const redis = await onRedis();
    const driver = redisDriver(redis.url, 'aisha', Logger.silent());
    const worker = driver.worker('billing', async () => {}, {});
    worker.on('error', () => undefined);
    await worker.waitUntilReady();
    await redis.stop();
    await eventually(() => !driver.isReachable());

    await worker.close();
    await driver.close();

    expect(worker.isRunning()).toBe(false);
  },
);
