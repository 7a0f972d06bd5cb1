import { eventually, RawClient } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';

export const attack: Attack = {
  about: 'Another user of the machine reads and writes the queue in the embedded Redis.',
  holds: 'Nothing without the password that was made up for this folder.',
  isQuick: true,
  async run(target) {
    const url = target.running.env['REDIS_URL'];
    if (!url) return { holds: true, figure: 'there is no Redis here: the queue is in Postgres, behind its password' };
    const client = await RawClient.to(url);
    client.sends('KEYS *\r\n');
    const answer = await eventually(() => client.text);
    client.leaves();
    return { holds: answer.startsWith('-NOAUTH'), figure: `a stranger asks Redis for its keys: ${answer.trim()}` };
  },
};
