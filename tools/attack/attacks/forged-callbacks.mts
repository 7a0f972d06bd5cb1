import { newId } from '@aisha/platform';
import { webhookAddress } from '@aisha/providers/fal';
import type { OrderId } from '@aisha/domain';
import type { Attack } from '../attack.mts';

export const attack: Attack = {
  about:
    "Callbacks that FAL did not send: without an address, with another's, another kind's or a doubled one, unsigned, badly signed.",
  holds: 'None is accepted: 401 for a forged address or signature, 400 for what FAL cannot have sent.',
  isQuick: true,
  async run(target) {
    const [url, secret] = [target.setting('FAL_WEBHOOK_URL'), target.setting('WEBHOOK_SECRET')];
    const orderId = newId<OrderId>();
    const ours = webhookAddress(url, secret, { kind: 'training', orderId });
    const mac = new URL(ours).searchParams.get('mac')!;
    const address = (query: string): string => `${url}?${query}`;
    const signed = {
      'x-fal-webhook-request-id': orderId,
      'x-fal-webhook-user-id': 'stranger',
      'x-fal-webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
      'x-fal-webhook-signature': 'ab'.repeat(64),
    };
    const forged: readonly [string, number, Record<string, string>?][] = [
      [url, 400],
      [address(`order=${orderId}&kind=training&mac=${'0'.repeat(mac.length)}`), 401],
      [address(`order=${orderId}&kind=generation&mac=${mac}`), 401],
      [address(`order=${newId<string>()}&kind=training&mac=${mac}`), 401],
      [address(`order=${orderId}&kind=training&mac=${mac}&mac=${mac}`), 400],
      [address(`order=${orderId}&kind=training&mac=${mac}0`), 401],
      [ours, 400],
      [ours, 401, signed],
    ];
    const answers = await Promise.all(
      forged.map(async ([to, expected, headers = {}]) => {
        const body = JSON.stringify({ request_id: orderId, status: 'OK' });
        const response = await fetch(to, { method: 'POST', body, headers });
        await response.arrayBuffer();
        return { status: response.status, expected };
      }),
    );
    const refused = answers.filter(({ status, expected }) => status === expected).length;
    return {
      holds: refused === forged.length,
      figure: `forged callbacks: ${refused} of ${forged.length} refused (${answers.map(({ status }) => status).join(', ')})`,
    };
  },
};
