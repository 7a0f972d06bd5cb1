import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, onRedis, queueDrivers, testRedisUrl } from '@aisha/testing';
import { Redis } from 'ioredis';
import { QueueBackend } from './queue-backend';

/** A line to a server. While it is bad it breaks with the first word said on it; once it fell mute, nothing comes back until it is laid anew. */
const lineTo = async (url: string) => {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const muted = new Set<Socket>();
  const line = { isBad: false, broke: 0, fallsMute: () => sockets.forEach((socket) => muted.add(socket)) };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => [near, far].forEach((end) => end.destroy()));
    }
    near.on('data', (words) => {
      if (!line.isBad) return void far.write(words);
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

    it('takes messages though its server was away when it was first spoken of', async () => {
      const { line, publish } = await setup();
      line.isBad = true;
      await expect(publish()).rejects.toMatchObject({ code: 'queue-unreachable' });
      line.isBad = false;

      await eventually(publish);
    });

    it('is worked on though its server was away when work began', async () => {
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

    // In Postgres a line that falls mute is noticed by the kernel's own questions alone.
    if (name === 'redis')
      it('takes messages again soon after its line fell mute', async () => {
        const { line, publish } = await setup();
        await publish();
        line.fallsMute();
        await expect(publish()).rejects.toMatchObject({ code: 'queue-unreachable' });

        await eventually(publish);
      });
  });
}

(testRedisUrl() ? describe : describe.skip)('a Redis that evicts', () => {
  it('is told to the operator with the remedy, because it loses jobs without a word', async () => {
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
