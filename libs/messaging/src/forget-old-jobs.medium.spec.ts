import { DAY_MS } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onRedis, testRedisUrl } from '@aisha/testing';
import { Redis } from 'ioredis';
import { ForgetOldJobs } from './forget-old-jobs';
import { QueueBackend } from './queue-backend';
import { queueUser } from './queue-rights';

/** A queue that has had a job, opened with billing's rights. */
const setup = async ({ durable = true } = {}) => {
  const server = await onRedis({ durable, users: [queueUser('billing', 'aisha', 'a-password')] });
  const owner = new Redis(server.url);
  const url = new URL(server.url);
  [url.username, url.password] = ['aisha_billing', 'a-password'];
  const open = async () => {
    const queues = await QueueBackend.open({ REDIS_URL: url.href }, Logger.silent());
    afterThisTest(() => queues.close());
    await eventually(() => queues.ping().then(() => true));
    return queues;
  };
  afterThisTest(async () => owner.disconnect());
  const queues = await open();
  const id = newId<string>();
  await queues.publish([{ id, receiver: 'billing', job: 'open-account', payload: {}, traceId: null }]);
  await owner.del(`aisha:billing:${id}`, 'aisha:billing:wait', 'aisha:billing:events', 'aisha:billing:marker');
  const forgets = async () => new ForgetOldJobs(await open(), Logger.silent()).run();
  const persistence = async (): Promise<string> => {
    const info = await eventually(async () => {
      const text = await owner.info('persistence');
      return text.includes('aof_rewrite_in_progress:0') && text;
    });
    return /^aof_rewrites:(\d+)/m.exec(info)?.[1] ?? 'none';
  };
  return { server, owner, id, forgets, rewrites: persistence };
};

(testRedisUrl() ? describe : describe.skip)('what Redis keeps of jobs that are gone', () => {
  it('a deleted job stays in the log of Redis until the daily rewrite, and no longer', async () => {
    const { server, id, forgets } = await setup();
    await eventually(() => expect(server.log()).toContain(id));

    await forgets();

    await eventually(() => expect(server.log()).not.toContain(id));
  });

  it('the log of deleted jobs is rewritten once a day, however many processes ask', async () => {
    const { owner, forgets, rewrites } = await setup();
    const before = Number(await rewrites());

    await Promise.all([forgets(), forgets()]);
    await rewrites();
    await forgets();
    const during = Number(await rewrites());
    expect(during - before).toBeGreaterThanOrEqual(1);
    expect(during - before).toBeLessThanOrEqual(2); // both calls may have asked Redis before it answered either
    expect(await owner.pttl('aisha:log-rewritten')).toBeGreaterThan(DAY_MS - 60_000);
    await owner.del('aisha:log-rewritten'); // a day later
    await forgets();

    expect(Number(await rewrites())).toBe(during + 1);
  });

  it('where Redis keeps no log of its commands, forgetting old jobs rewrites no log', async () => {
    const { owner, forgets, rewrites } = await setup({ durable: false });

    await forgets();

    expect(await rewrites()).toBe('0');
    expect(await owner.exists('aisha:log-rewritten')).toBe(0);
  });
});
