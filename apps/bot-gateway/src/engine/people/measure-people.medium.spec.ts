import { expect, it } from '@jest/globals';
import { Logger } from '@aisha/platform';
import { ManualClock, onPostgres } from '@aisha/testing';
import { register } from 'prom-client';
import { MeasurePeople } from './measure-people';

const NOW = new Date('2026-11-23T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 3_600_000);

const shown = async (name: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await register.getSingleMetric(name)!.get()).values.map(({ labels, value }) => [String(labels['within']), value]),
  );

it('people are counted once for all replicas: everybody, those who blocked the bot, newcomers, and those who acted lately', async () => {
  const { database, fixtures, admin } = await onPostgres('bot');
  await fixtures.person({ createdAt: daysAgo(0.5), heardAt: daysAgo(0.1) });
  await fixtures.person({ createdAt: daysAgo(6), heardAt: daysAgo(2) });
  await fixtures.person({ createdAt: daysAgo(400), heardAt: daysAgo(20), blockedAt: daysAgo(19) });
  await fixtures.person({ createdAt: daysAgo(400), heardAt: daysAgo(40) });

  const replica = () => new MeasurePeople(database, new ManualClock(NOW), Logger.silent());
  await replica().run();

  expect(await shown('aisha_people')).toEqual({ undefined: 4 });
  expect(await shown('aisha_people_blocked')).toEqual({ undefined: 1 });
  expect(await shown('aisha_people_new')).toEqual({ '1d': 1, '7d': 2, '30d': 2 });
  expect(await shown('aisha_people_active')).toEqual({ '1d': 1, '7d': 2, '30d': 3 });

  // Another replica reports what this replica has counted, until it is the other replica's turn to count.
  await fixtures.person({ createdAt: daysAgo(0.5), heardAt: daysAgo(0.1) });
  await replica().run();
  expect(await shown('aisha_people')).toEqual({ undefined: 4 });
  await admin.query(`UPDATE bot.measurement SET begun_at = begun_at - interval '5 minutes'`);
  await replica().run();
  expect(await shown('aisha_people')).toEqual({ undefined: 5 });
});
