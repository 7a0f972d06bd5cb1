import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Message, Receiver } from '@aisha/contracts';
import { scratchDirectory, startRedis } from '@aisha/embedded';
import { ORDER_KIND, type OrderKind } from '@aisha/kinds';
import { Logger } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, queueDrivers } from '@aisha/testing';
import { Outbox } from './outbox';
import { OutboxRelay } from './outbox-relay';
import { QueueBackend } from './queue-backend';

const CONTRACTS = path.join(__dirname, '../../contracts/src');
const KINDS = path.join(__dirname, '../../kinds/src');
/** The test puts these words into every text of every message except ids, which the queue needs for the log. */
const WORDS = 'слова-одного-человека';

const withWords = (value: unknown): unknown => {
  if (typeof value === 'string') return `${value} ${WORDS}`;
  if (Array.isArray(value)) return value.map(withWords);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, /id$/i.test(name) ? inner : withWords(inner)]),
  );
};

/** A message of every sort that an app can be sent. */
const messages = [
  ...globSync('*/samples/*.json', { cwd: CONTRACTS }).map((file): [Receiver, string] => [
    file.split(path.sep)[0] as Receiver,
    path.join(CONTRACTS, file),
  ]),
  ...globSync('*/samples/*.json', { cwd: KINDS }).map((file): [Receiver, string] => [
    ORDER_KIND[file.split(path.sep)[0] as OrderKind].worker,
    path.join(KINDS, file),
  ]),
].map(([receiver, file]): Message => {
  const payload = withWords(JSON.parse(readFileSync(file, 'utf8'))) as Message['payload'];
  return { receiver, job: path.basename(file).split('.')[0]!, payload };
});
const receivers = [...new Set(messages.map(({ receiver }) => receiver))];

for (const { name, isHere } of queueDrivers()) {
  (isHere ? describe : describe.skip)(`a queue in ${name}`, () => {
    it('a queue never holds a word of any message, nor does its log', async () => {
      const stateDir = scratchDirectory('aisha-queue-log-');
      const redis = name === 'redis' ? await startRedis({ stateDir, durable: true }) : undefined;
      afterThisTest(async () => redis?.stop());
      const { url, database, admin } = await onPostgres('bot');
      const queues = await QueueBackend.open(redis ? { REDIS_URL: redis.url } : { DATABASE_URL: url }, Logger.silent());
      afterThisTest(() => queues.close());
      await eventually(() => queues.ping());
      const relay = new OutboxRelay(database, 'bot', queues, Logger.silent());
      afterThisTest(() => relay.close());
      const outbox = new Outbox('bot', relay);

      await database.transaction((tx) => outbox.add(tx, ...messages));
      const inQueue = async () => {
        const depths = await Promise.all(receivers.map((receiver) => queues.depth(receiver)));
        return depths.reduce((sum, { waiting = 0 }) => sum + waiting, 0);
      };
      await eventually(async () => expect(await inQueue()).toBe(messages.length));

      expect(messages.length).toBeGreaterThan(80);
      expect(await admin.tablesWith(WORDS)).toEqual(['bot.outbox']);
      const logs = globSync('redis/**/*.{aof,rdb}', { cwd: stateDir });
      if (redis) expect(logs).not.toEqual([]);
      for (const log of logs) expect(readFileSync(path.join(stateDir, log), 'utf8')).not.toContain(WORDS);
    });
  });
}
