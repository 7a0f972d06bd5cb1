import { eventually, RawClient } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';

export const attack: Attack = {
  about:
    "A page that is open in a developer's browser presses buttons of the sandbox, as itself and by a name of its own that points here.",
  holds: '403 for another Origin and for another Host, at the page and at every fake.',
  isQuick: true,
  async run(target) {
    const doors = [target.running.pageUrl!, target.telegramUrl, target.falUrl, target.openAiUrl];
    const statuses: number[] = [];
    for (const door of doors) {
      for (const headers of [{ origin: 'http://evil.example' }, { host: 'evil.example' }] as Record<string, string>[]) {
        const client = await RawClient.to(door);
        client.begins('/faults', 0, { host: new URL(door).host, ...headers });
        statuses.push(await eventually(() => client.status ?? false));
        client.leaves();
      }
    }
    return {
      holds: statuses.every((status) => status === 403),
      figure: `the sandbox for another Origin or Host: ${[...new Set(statuses)].join(', ')} (${statuses.length} tries)`,
    };
  },
};
