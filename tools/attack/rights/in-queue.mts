import { DEFAULT_INSTALLATION, type APP_LOGINS } from '@aisha/domain';
import { RECEIVER_SCHEMAS } from '@aisha/messaging';
import { Redis } from 'ioredis';
import { tryAll, type Attempt, type Tried } from './attempt.mts';

/** Commands on a key of another app's queue; none of them changes anything, because the key or the member that it names does not exist. */
const OF_OTHERS = (queue: string): string[][] => [
  ['lrem', `${queue}:wait`, '0', 'none'],
  ['rpoplpush', `${queue}:none`, `${queue}:none`],
  ['lpop', `${queue}:none`],
  ['del', `${queue}:none`],
  ['zrem', `${queue}:delayed`, 'none'],
  ['zrange', `${queue}:delayed`, '0', '-1'],
  ['xrange', `${queue}:events`, '-', '+'],
  ['hdel', `${queue}:meta`, 'none'],
  ['eval', `return redis.call('LREM', KEYS[1], 0, 'none')`, '1', `${queue}:wait`],
];
/** Commands that show how much waits in a queue. Billing may call them, because it counts for all apps. */
const TELLS_OF_OTHERS = (queue: string): string[][] => [
  ['lrange', `${queue}:wait`, '0', '-1'],
  ['hgetall', `${queue}:meta`],
  ['eval', `return redis.call('LRANGE', KEYS[1], 0, -1)`, '1', `${queue}:wait`],
];
const OF_THE_SERVER = [
  ['scan', '0'],
  ['keys', '*'],
  ['randomkey'],
  ['get', 'anything'],
  ['config', 'get', '*'],
  ['acl', 'list'],
  ['client', 'list'],
  ['script', 'flush'],
  ['function', 'list'],
  ['slowlog', 'get'],
  ['publish', 'anything', 'said'],
];

/**
 * Attacks with one app's Redis user: takes jobs from the other apps' queues, reads them, and administers the server.
 */
export async function tryInQueue(app: keyof typeof APP_LOGINS, url: string): Promise<Tried> {
  const client = new Redis(url);
  client.on('error', () => undefined); // each command reports its own error
  try {
    const others = Object.keys(RECEIVER_SCHEMAS).filter((receiver) => receiver !== app);
    const commands = others.flatMap((other) => {
      const queue = `${DEFAULT_INSTALLATION}:${other}`;
      return [...OF_OTHERS(queue), ...(app === 'billing' ? [] : TELLS_OF_OTHERS(queue))];
    });
    const attempts = [...commands, ...OF_THE_SERVER].map(([command, ...args]): Attempt => ({
      what: [command, ...args].join(' '),
      run: () => client.call(command!, ...args),
    }));
    return await tryAll(attempts, (error) =>
      /^(NOPERM|ERR The user executing the script can't) /.test((error as Error).message),
    );
  } finally {
    client.disconnect();
  }
}
