import { describe, expect, it } from '@jest/globals';
import { ORDER_KINDS } from '@aisha/kinds';
import { register } from 'prom-client';
import { showOpenHolds } from './hold.metrics';

const shown = async (name: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await register.getSingleMetric(name)!.get()).values.map(({ labels, value }) => [labels['kind'], value]),
  );

const olderThan = async (kind: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await register.getSingleMetric('aisha_orders_open_by_age')!.get()).values
      .filter(({ labels }) => labels['kind'] === kind)
      .map(({ labels, value }) => [labels['older_than'], value]),
  );

describe('the figures of open holds', () => {
  it('the figures of open holds exist for every kind, and return to 0 when no hold of the kind is open', async () => {
    const none = Object.fromEntries(ORDER_KINDS.map((kind) => [kind, 0]));
    const ages = { '1m': 1, '5m': 0, '30m': 0, '2h': 0 };
    showOpenHolds([{ kind: 'upscale', count: 2, credits: 7, oldestSeconds: 70, olderThan: ages }]);
    expect(await shown('aisha_holds_open')).toEqual({ ...none, upscale: 2 });
    expect(await shown('aisha_holds_open_credits')).toEqual({ ...none, upscale: 7 });
    expect(await shown('aisha_holds_oldest_open_seconds')).toEqual({ ...none, upscale: 70 });
    expect(await olderThan('upscale')).toEqual({ '1m': 1, '5m': 0, '30m': 0, '2h': 0 });

    showOpenHolds([]);

    expect(await shown('aisha_holds_open')).toEqual(none);
    expect(await shown('aisha_holds_open_credits')).toEqual(none);
    expect(await olderThan('upscale')).toEqual({ '1m': 0, '5m': 0, '30m': 0, '2h': 0 });
    expect(await shown('aisha_holds_oldest_open_seconds')).toEqual(none);
  });
});
