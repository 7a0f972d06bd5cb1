import { createHash } from 'node:crypto';
import { APP_LOGINS, loginName, type Login } from '@aisha/domain';

/** The app that reports the depth of all queues and keeps Redis' log of commands short (MessagingModule). */
const WATCHER: Login = 'billing';

export type QueueApp = keyof typeof APP_LOGINS;
export const QUEUE_APPS = Object.keys(APP_LOGINS) as QueueApp[];

/** Commands that name no key: login, what BullMQ asks of its server, and its scripts. */
const WITHOUT_KEYS = ['+@connection', '+@transaction', '-@dangerous', '+info', '+time'];
const SCRIPTS = ['+eval', '+evalsha', '+script|load', '+script|exists'];
/** An app may do everything to its own queue; `-@dangerous` excludes SORT, which reads keys that it does not name. */
const OF_ITS_OWN = [
  ...['hash', 'list', 'set', 'sortedset', 'stream', 'string'].map((category) => `+@${category}`),
  '-@dangerous',
  ...['del', 'unlink', 'exists', 'expire', 'pexpire', 'pexpireat', 'persist', 'pttl', 'rename', 'ttl', 'type'].map(
    (command) => `+${command}`,
  ),
];
/**
 * The commands with which BullMQ puts a job into a queue and asks whether a job is there; none of them takes a job out
 * or lists jobs.
 */
const TO_ADD = ['exists', 'hget', 'hmget', 'hmset', 'hset', 'incr', 'lpos', 'lpush', 'xadd', 'zadd', 'zscore'];
/** Commands that tell how many jobs wait, and for how long. */
const TO_COUNT = ['hgetall', 'lindex', 'llen', 'lrange', 'zcard'];

/**
 * The rights of an app's login in the Redis that holds the queue, as a rule of Redis' ACL without the password (decision 133): take jobs
 * from its own queue, and add to those of others. `WATCHER` may also count the jobs of others and rewrite the log. `installation` is the
 * first part of all keys.
 */
export function queueRule(app: QueueApp, installation: string): string {
  const ofQueue = (queue: string): string => `~${installation}:${queue}:*`;
  const others = QUEUE_APPS.filter((other) => other !== app && hasQueue(other)).map(ofQueue);
  const isWatcher = APP_LOGINS[app] === WATCHER;
  const toOthers = [...TO_ADD, ...(isWatcher ? TO_COUNT : [])].map((command) => `+${command}`);
  const scripts = SCRIPTS.filter((one) => one.startsWith('+eval'));
  return [
    'resetchannels',
    ...(hasQueue(app) ? [ofQueue(app), ...OF_ITS_OWN] : []),
    ...WITHOUT_KEYS,
    ...SCRIPTS,
    ...(isWatcher ? ['+bgrewriteaof', `~${logRewrittenKey(installation)}`] : []),
    `(${[...others, ...toOthers, ...scripts].join(' ')})`,
  ].join(' ');
}

/** The user as a line of Redis' configuration, with a digest in place of the password. */
export function queueUser(app: QueueApp, installation: string, password: string): string {
  const digest = createHash('sha256').update(password).digest('hex');
  return `user ${loginName(installation, APP_LOGINS[app])} on #${digest} ${queueRule(app, installation)}`;
}

/** A key that exists for a day after Redis' log of commands was rewritten. */
export const logRewrittenKey = (installation: string): string => `${installation}:log-rewritten`;

/** Whether an app takes jobs: the receiver takes only callbacks, by HTTP. */
const hasQueue = (app: QueueApp): boolean => app !== 'webhook-receiver';
