import { expect, it } from '@jest/globals';
import { Logger } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { register } from 'prom-client';
import { MeasureHolds } from './measure-holds';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

it('open holds are counted by their age, and settled holds are not counted', async () => {
  const { database, fixtures } = await onPostgres('billing');
  for (const minutes of [0, 2, 6, 45]) await fixtures.hold({ createdAt: minutesAgo(minutes) });
  const { orderId } = await fixtures.hold({ createdAt: minutesAgo(200) });
  await fixtures.forgottenHold(orderId);

  await new MeasureHolds(database, Logger.silent()).run();

  const { values } = await register.getSingleMetric('aisha_orders_open_by_age')!.get();
  const ages = values.filter(({ labels }) => labels['kind'] === 'generation');
  expect(ages.map(({ labels, value }) => [labels['older_than'], value])).toEqual([
    ['1m', 3],
    ['5m', 2],
    ['30m', 1],
    ['2h', 0],
  ]);
});
