import { newId } from '@aisha/platform';
import { RawClient } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';

const CONNECTIONS = 400;
const ANSWERED_WITHIN_S = 2;
const TRIES = 10;

export const attack: Attack = {
  about: `${CONNECTIONS} connections are opened to each public door, and not a byte is sent on them.`,
  holds: `Telegram's updates and FAL's callbacks are answered within ${ANSWERED_WITHIN_S} s all the same.`,
  isQuick: true,
  async run(target) {
    const doors = [new URL(target.setting('TELEGRAM_WEBHOOK_URL')), new URL(target.setting('FAL_WEBHOOK_URL'))];
    const open = async () => {
      const each = doors.map(({ origin }) => Array.from({ length: CONNECTIONS }, () => RawClient.to(origin)));
      return Promise.all(each.flat());
    };
    const silent = await open();
    try {
      let [answered, slowest] = [0, 0];
      for (let time = 0; time < TRIES; time += 1) {
        for (const door of doors) {
          const startedAt = performance.now();
          const signal = AbortSignal.timeout(ANSWERED_WITHIN_S * 1_000);
          const headers = { 'content-type': 'application/json', connection: 'close', ...target.telegramsSecret };
          const body = JSON.stringify({ update_id: 1, [newId<string>()]: {} });
          // Any answer shows that the server accepted the connection.
          const isAnswered = await fetch(door, { method: 'POST', headers, body, signal }).then(
            (response) => response.arrayBuffer().then(() => true),
            () => false,
          );
          if (isAnswered) answered += 1;
          slowest = Math.max(slowest, performance.now() - startedAt);
        }
      }
      return {
        holds: answered === TRIES * doors.length,
        figure: `${CONNECTIONS} silent connections to each door: ${answered} of ${TRIES * doors.length} requests answered, the slowest in ${slowest.toFixed(0)} ms`,
      };
    } finally {
      for (const client of silent) client.leaves();
    }
  },
};
