import { describe, expect, it } from '@jest/globals';
import { Logger } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, onRedis, queueDrivers, testRedisUrl } from '@aisha/testing';
import { Redis } from 'ioredis';
import { postgresDriver, redisDriver } from './queue-driver';

for (const { name, isHere } of queueDrivers()) {
  (isHere ? describe : describe.skip)(`a worker of a queue in ${name}`, () => {
    it('looks for jobs that it was not woken for within ten seconds', async () => {
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

(testRedisUrl() ? describe : describe.skip)('a worker that is closed while it waits at Redis for a job', () => {
  it('leaves no timer behind that would keep its process', async () => {
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
