import { eventually } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';

const REQUESTS = 2_000;
const AT_ONCE = 50;

export const attack: Attack = {
  about: `${REQUESTS} requests that are refused, to push everything else out of the log.`,
  holds: 'At most one line a second; all are counted.',
  isQuick: true,
  async run(target) {
    const url = target.setting('FAL_WEBHOOK_URL');
    const lines = (): string[] =>
      target
        .logOf('webhook-receiver')
        .split('\n')
        .filter((line) => line.includes('"webhook.refused"'));
    const before = lines().length;
    const startedAt = performance.now();
    for (let sent = 0; sent < REQUESTS; sent += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, () => fetch(url, { method: 'POST', body: '' })));
    }
    await eventually(() => lines().length > before);
    const seconds = (performance.now() - startedAt) / 1_000;
    const added = lines().length - before;
    return {
      holds: added <= seconds + 2,
      figure: `${REQUESTS} refused requests in ${seconds.toFixed(1)} s: ${added} lines in the log`,
    };
  },
};
