import { newId } from '@aisha/platform';
import { webhookAddress } from '@aisha/providers/fal';
import { eventually, RawClient } from '@aisha/testing/fixtures';
import type { OrderId } from '@aisha/domain';
import type { Attack } from '../attack.mts';

const CUT_WITHIN_S = 15;

export const attack: Attack = {
  about: 'Somebody who knows an address of ours sends its body a byte at a time.',
  holds: `Cut off within ${CUT_WITHIN_S} s.`,
  isQuick: false,
  async run(target) {
    const [url, secret] = [target.setting('FAL_WEBHOOK_URL'), target.setting('WEBHOOK_SECRET')];
    const ours = new URL(webhookAddress(url, secret, { kind: 'training', orderId: newId<OrderId>() }));
    const client = await RawClient.to(ours.origin);
    const startedAt = performance.now();
    client.begins(ours.pathname + ours.search, 60_000);
    await eventually(() => client.sends('x').isClosed, { timeoutMs: 120_000, everyMs: 250 });
    const seconds = (performance.now() - startedAt) / 1_000;
    return {
      holds: seconds <= CUT_WITHIN_S,
      figure: `a body of one byte at a time: cut off after ${seconds.toFixed(0)} s (≤ ${CUT_WITHIN_S})`,
    };
  },
};
