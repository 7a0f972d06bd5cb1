import { HOUR_MS } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import { startFal } from '@aisha/fakes/fal';
import { Outbox } from '@aisha/messaging';
import { FalBills, FalHttpQueue, ModelsAtFal } from '@aisha/providers/fal';
import { afterThisTest, eventually, ManualClock, onPostgres, readableLog } from '@aisha/testing';
import { ReadBills } from './read-bills';

const KEY = 'id:secret';
const YESTERDAY = '2026-11-24';
const NOW = '2026-11-25T12:00:00Z';

/** FAL's fake, where a picture was drawn yesterday on our account; and the generator's reading of bills, with the messages that it sends. */
const setup = async ({ key }: { key?: string | null } = {}) => {
  const fal = await startFal({ key: KEY, now: () => Date.parse(`${YESTERDAY}T12:00:00Z`), timeScale: 0.001 });
  afterThisTest(() => fal.close());
  const queue = new FalHttpQueue({ key: KEY, queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const drawing = { prompt: 'a cat', aspectRatio: '1:1', seed: 1, pictureCount: 1 } as const;
  const request = new ModelsAtFal().chosen({ does: 'draw' }).request(drawing);
  await queue.submit({ ...request, webhookUrl: null, keepFilesSeconds: 3_600 });
  await eventually(async () => expect(fal.jobs()).toMatchObject([{ billed: true }]));
  const { database, admin } = await onPostgres('generator');
  const clock = new ManualClock(new Date(NOW));
  const { log, lines: logged } = readableLog();
  const given = key === null ? {} : { FAL_ADMIN_KEY: key ?? fal.adminKey };
  const bills = new FalBills({ FAL_PLATFORM_URL: fal.platformUrl, ...given });
  const reading = new ReadBills(bills, database, new Outbox('generator'), clock, log);
  const sent = async () =>
    (
      await admin.query<{ payload: { day: string; lines: { model: string; microDollars: number }[] } }>(
        `SELECT payload FROM generator.outbox WHERE job = 'keep-provider-bill' ORDER BY id`,
      )
    ).map(({ payload: { day, lines } }) => [day, ...lines.map(({ model, microDollars }) => [model, microDollars])]);
  const isRead = (at: string) =>
    admin.query(`INSERT INTO billing.provider_bill VALUES ('fal', $1, $2)`, [at.slice(0, 10), at]);
  return { fal, clock, bills, reading, logged, sent, isRead };
};

const THREE_DAYS = [['2026-11-22'], ['2026-11-23'], [YESTERDAY, ['fal-ai/flux-pro/v1.1-ultra', 60_000]]];

describe('the reading of bills', () => {
  it('the reading of bills sends the last three days to billing, even days without any costs', async () => {
    const { reading, sent, logged } = await setup();

    await reading.run();

    expect(await sent()).toEqual(THREE_DAYS);
    expect(logged('bills.read')).toEqual([expect.objectContaining({ provider: 'fal', days: 3 })]);
  });

  it.each([
    ['2026-11-25T02:00:00Z', NOW, 0],
    ['2026-11-25T01:59:59Z', NOW, 3],
    ['2026-11-24T02:00:00Z', '2026-11-25T01:59:59Z', 0],
    ['2026-11-24T02:00:00Z', '2026-11-25T02:00:00Z', 3],
  ])('bills are read once a day: after a reading at %s, the one at %s sends %i days', async (readAt, now, days) => {
    const { clock, reading, sent, isRead } = await setup();
    clock.set(now);
    await isRead(readAt);

    await reading.run();

    expect(await sent()).toHaveLength(days);
  });

  it.each([
    ['503', 'provider-busy'],
    ['reset', 'provider-unreachable'],
    ['negative', 'provider-answer-unreadable'],
  ] as const)(
    'the reading of bills sends nothing and reports the trouble when FAL answers with %s, and succeeds an hour later',
    async (kind, code) => {
      const { fal, clock, bills, reading, sent } = await setup();
      fal.faults.add({ on: 'usage', kind });

      await expect(reading.run()).rejects.toMatchObject({ code });
      expect(await sent()).toEqual([]);
      expect(bills.trouble).toBe(code);

      clock.advance(HOUR_MS);
      await reading.run();
      expect(await sent()).toEqual(THREE_DAYS);
      expect(bills.trouble).toBeUndefined();
    },
  );

  it('the reading of bills reports a key that may not read them, and sends nothing', async () => {
    const { bills, reading, sent } = await setup({ key: KEY });

    await expect(reading.run()).rejects.toMatchObject({ code: 'provider-refused-key' });
    expect(bills.trouble).toBe('provider-refused-key');
    expect(await sent()).toEqual([]);
  });

  it('bills are not read without a key, and the log says so', async () => {
    const { fal, reading, sent, logged } = await setup({ key: null });
    fal.faults.add({ on: 'usage', kind: '500' });

    await reading.run();

    expect(await sent()).toEqual([]);
    expect(fal.faults.list()).toHaveLength(1);
    expect(logged('bills.off')).toHaveLength(1);
  });
});
