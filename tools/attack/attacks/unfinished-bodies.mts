import { eventually, RawClient } from '@aisha/testing/fixtures';
import { newId } from '@aisha/platform';
import type { Attack } from '../attack.mts';
import { MB } from '../target.mts';

const CONNECTIONS = 400;
const GROWTH_AT_MOST_MB = 30;

export const attack: Attack = {
  about: `${CONNECTIONS} connections to FAL's door each send a body of 1 MB but its last byte, to an address of their own.`,
  holds: `All are closed, and the receiver grows by ${GROWTH_AT_MOST_MB} MB at most.`,
  isQuick: true,
  async run(target) {
    const door = new URL(target.setting('FAL_WEBHOOK_URL'));
    for (let warm = 0; warm < 200; warm += 1) await fetch(door, { method: 'POST', body: '' });
    const address = `${door.pathname}?order=${newId<string>()}&kind=training&mac=${'0'.repeat(64)}`;
    const growth = await target.growthOf('webhook-receiver', async () => {
      const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => RawClient.to(door.origin)));
      for (const client of clients) client.begins(address, MB).sends(Buffer.alloc(MB - 1));
      await eventually(() => clients.every(({ isClosed }) => isClosed), { timeoutMs: 60_000 });
    });
    return {
      holds: growth <= GROWTH_AT_MOST_MB * MB,
      figure: `${CONNECTIONS} unfinished bodies: receiver +${Math.round(growth / MB)} MB (≤ ${GROWTH_AT_MOST_MB}), all closed`,
    };
  },
};
