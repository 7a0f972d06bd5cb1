import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type AnnounceAvatar, type FetchFile } from '@aisha/contracts/bot-gateway';
import type { AvatarId, OrderId, UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, onRedis, queueDrivers } from '@aisha/testing';
import { InboxServer } from './inbox-server';
import { serveInbox, type JobHandler, type JobSetup } from './job-handler';
import { OutboxRelay } from './outbox-relay';
import { QueueBackend } from './queue-backend';
import { QueueSender } from './queue-sender';

/** One job of each length at once, so that a second one of a length would have to wait. */
const setup = async (driver: 'redis' | 'postgres') => {
  const postgres = await onPostgres('bot');
  const config = driver === 'redis' ? { REDIS_URL: (await onRedis()).url } : { DATABASE_URL: postgres.url };
  const queues = await QueueBackend.open(config, Logger.silent());
  afterThisTest(() => queues.close());
  await eventually(() => queues.ping());

  const downloads: { fileId: string; end: () => void }[] = [];
  const announced: AvatarId[] = [];
  const handlers: Record<string, JobHandler<object>['handle']> = {
    'fetch-file': (data) =>
      new Promise((end) => downloads.push({ fileId: (data as FetchFile).fileId, end: () => end() })),
    'announce-avatar': async (data) => void announced.push((data as AnnounceAvatar).avatarId),
  };
  const job: JobSetup<object> = {
    handler: class {
      handle = async () => {};
    },
    attempts: 1,
    timeoutMs: 20_000,
  };
  const served = serveInbox(
    botGatewayInbox,
    { concurrency: 1, longConcurrency: 1 },
    Object.fromEntries(Object.keys(botGatewayInbox.jobs).map((name) => [name, job])) as never,
  );
  const server = new InboxServer({
    served: served as never,
    schema: 'bot',
    database: postgres.database,
    queues,
    relay: new OutboxRelay(postgres.database, 'bot', queues, Logger.silent()),
    handlers: { build: async () => {}, of: () => ({ handle: async () => {} }) },
    log: Logger.silent(),
  });
  for (const [name, handle] of Object.entries(handlers)) server.addHandler(name, handle as never);
  afterThisTest(async () => {
    for (const { end } of downloads) end();
    await server.close();
  });
  await new Promise<void>((resolve, reject) => server.listen((error) => (error ? reject(error as Error) : resolve())));

  const sender = new QueueSender(queues);
  const userId = newId<UserId>();
  const nothing = { receiver: 'avatar-trainer' as const, job: 'check-photo', payload: {} };
  const fetchFile = (fileId: string) =>
    sender.send(
      message(botGatewayInbox, 'fetch-file', {
        userId,
        fileId,
        target: 'aisha/incoming/x',
        onStored: nothing,
        onFailed: nothing,
        overBudget: { atOnce: nothing, today: nothing },
      }),
    );
  const announce = async () => {
    const avatarId = newId<AvatarId>();
    await sender.send(message(botGatewayInbox, 'announce-avatar', { userId, avatarId, orderId: newId<OrderId>() }));
    return avatarId;
  };
  return { downloads, announced, fetchFile, announce };
};

for (const driver of queueDrivers()) {
  (driver.isHere ? describe : describe.skip)(`long and short jobs of one app, with the queue in ${driver.name}`, () => {
    it('do not wait for each other: while a file is downloaded, news reaches the person', async () => {
      const { downloads, announced, fetchFile, announce } = await setup(driver.name);
      await fetchFile('slow');
      await eventually(() => expect(downloads).toHaveLength(1));
      await fetchFile('next');
      const avatarId = await announce();

      await eventually(() => expect(announced).toEqual([avatarId]));
      expect(downloads.map(({ fileId }) => fileId)).toEqual(['slow']);
    });

    it('take turns among themselves', async () => {
      const { downloads, fetchFile } = await setup(driver.name);
      await fetchFile('first');
      await fetchFile('second');
      await eventually(() => expect(downloads).toHaveLength(1));
      downloads[0]!.end();

      await eventually(() => expect(downloads.map(({ fileId }) => fileId)).toEqual(['first', 'second']));
    });
  });
}
