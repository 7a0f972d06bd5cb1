import { describe, expect, it } from '@jest/globals';
import { eventually, onPostgres } from '@aisha/testing';
import { LONG, onTranscriber, sound, untilCame } from '../../spec/transcriber-harness';
import { RequestLimitStore } from './request-limit.store';

const HOUR = 3_600;
const never = new AbortController().signal;

describe('requests of two replicas to a model', () => {
  it('two replicas together send a model only as many requests as its account allows, and all further requests wait for the next window', async () => {
    const { database, admin } = await onPostgres('transcriber');
    const limit = { perMinute: 3 / 60, windowSeconds: HOUR };
    const replicas = [new RequestLimitStore(database, limit), new RequestLimitStore(database, limit)];
    let gone = 0;
    const asked = Array.from({ length: 8 }, (_, nth) => replicas[nth % 2]!.turn(never).then(() => (gone += 1)));

    await eventually(() => gone === 3);
    await eventually(async () => {
      const [{ points }] = (await admin.query('SELECT points FROM transcriber.request_limit')) as [{ points: number }];
      return points >= 8; // each of the two stores has asked
    });
    expect(gone).toBe(3);

    await admin.query('UPDATE transcriber.request_limit SET expire = 0');
    await eventually(() => gone === 6);
    await admin.query('UPDATE transcriber.request_limit SET expire = 0');
    await Promise.all(asked);
  });

  it('a window that a replica with a wrong clock has set to end tomorrow is started again', async () => {
    const { database, admin } = await onPostgres('transcriber');
    const limit = new RequestLimitStore(database, { perMinute: 60, windowSeconds: 1 });
    await limit.turn(never);
    await admin.query(`UPDATE transcriber.request_limit SET points = 100, expire = expire + 24 * 60 * 60 * 1000`);

    await limit.turn(never);

    const [{ expire }] = (await admin.query('SELECT expire FROM transcriber.request_limit')) as [{ expire: string }];
    expect(Number(expire)).toBeLessThan(Date.now() + HOUR * 1_000);
  });

  it('requests that wait for a model are given up when their order ends', async () => {
    const limit = { perMinute: 1 / 60, windowSeconds: HOUR };
    const { start, tick, work, order, cancel, door, endOf, untilWritten } = await onTranscriber({ limit });
    const asked = await order({ recording: sound(LONG) });
    await start(asked);
    await tick();
    await untilCame(door, 1);
    await untilWritten(asked.orderId, 1);

    await cancel(asked);
    await work();

    expect(door.came).toBe(1);
    expect(await endOf(asked.orderId)).toMatchObject({
      settled: [{ delivered: 2, of: 5, reason: 'cancelled-by-user' }],
    });
  });
});
