import { describe, expect, it } from '@jest/globals';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, readableLog } from '@aisha/testing';
import { QueueBackend } from './queue-backend';

const message = () => ({
  id: newId<string>(),
  receiver: 'billing' as const,
  job: 'open-account',
  payload: {},
  traceId: null,
});

describe('a queue', () => {
  it('opening a queue without an address of its server is an error', async () => {
    await expect(QueueBackend.open({}, Logger.silent())).rejects.toThrow(
      'REDIS_URL or DATABASE_URL must be set: the queue has to live somewhere',
    );
  });

  it('a queue that is away takes no message, answers at once, and is logged', async () => {
    const { log, lines } = readableLog();
    const queues = await QueueBackend.open({ REDIS_URL: 'redis://127.0.0.1:1' }, log);
    afterThisTest(() => queues.close());

    await expect(queues.publish([message()])).rejects.toMatchObject({ code: 'queue-unreachable' });
    await expect(queues.missing([message()])).rejects.toMatchObject({ code: 'queue-unreachable' });
    await expect(queues.ping()).rejects.toMatchObject({ code: 'queue-unreachable' });
    expect(await queues.missing([])).toEqual([]);
    expect([await queues.depth('billing'), await queues.oldestSeconds('billing')]).toEqual([{}, 0]);
    await eventually(() => expect(lines('redis.unreachable').length).toBeGreaterThan(0));
    expect(lines('redis.unreachable')[0]).toMatchObject({ message: expect.stringContaining('ECONNREFUSED') });
  });
});
