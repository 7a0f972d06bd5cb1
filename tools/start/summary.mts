import path from 'node:path';
import { styleText } from 'node:util';
import { PROVIDER_NAMES, PROVIDERS } from './environment.mts';
import type { Running } from './launch.mts';

const QUEUES = {
  redis: 'your Redis',
  'embedded-redis': 'redis-server of this machine',
  postgres: 'in Postgres: no redis-server on this machine',
} as const;

const WHAT_WIDTH = 30;

const row = (name: string, what: string, hint = ''): string =>
  `  ${name.padEnd(10)} ${what.padEnd(WHAT_WIDTH)}  ${styleText('dim', hint)}`.trimEnd();

const provider = (running: Running, name: (typeof PROVIDER_NAMES)[number]): string => {
  const { title, variable } = PROVIDERS[name];
  return running.sandboxed.includes(name)
    ? row(title, styleText('yellow', 'sandbox'.padEnd(WHAT_WIDTH)), `set ${variable} for the real one`)
    : row(title, name === 'telegram' ? realTelegram(running) : styleText('green', 'real'));
};

const realTelegram = ({ bot }: Running): string =>
  bot?.state === 'unreachable'
    ? styleText('yellow', 'real, not reachable from here; keeps trying')
    : bot?.state === 'refused'
      ? styleText('yellow', 'real, refuses TELEGRAM_BOT_TOKEN: @BotFather has the right one')
      : styleText('green', 'real');

/** The line with the address of the chat page, which stands out because a person needs it first. */
export const chatLine = (url: string): string => `  Chat with the bot:  ${styleText(['bold', 'cyan'], url)}`;

/** The line with the address of the owner's desk. */
const deskLine = (url: string): string => `  The owner's desk:   ${styleText('cyan', url)}`;

/**
 * Says that FAL cannot call this machine, where FAL is real and its callbacks would go to this machine alone: the apps must poll for
 * results, which takes longer. In all other cases it says nothing.
 */
const webhookNote = ({ env, sandboxed }: Running): string[] => {
  const { hostname } = new URL(env['FAL_WEBHOOK_URL'] ?? 'http://127.0.0.1');
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return isLocal && !sandboxed.includes('fal')
    ? [
        '',
        '  FAL cannot reach this machine: set FAL_WEBHOOK_URL to a public address of the webhook receiver for quicker results.',
      ]
    : [];
};

/** The text that a person sees when everything runs. */
export const summary = (running: Running): string => {
  const seconds = (running.readyInMs / 1000).toFixed(1);
  const memory = running.memoryBytes === undefined ? '' : ` · ${(running.memoryBytes / 2 ** 30).toFixed(2)} GB`;
  const relative = path.relative(process.cwd(), running.stateDir);
  const state = relative.startsWith('..') ? running.stateDir : relative;
  const chat = running.pageUrl ?? (running.bot?.state === 'reached' ? running.bot.url : undefined);
  return [
    '',
    `${styleText(['bold', 'green'], 'Aisha is running')}  ${styleText('dim', `Ready in ${seconds} s${memory}`)}`,
    ...(chat ? ['', chatLine(chat)] : []),
    ...(running.deskUrl ? [deskLine(running.deskUrl)] : []),
    `  For programs:       ${running.env['PUBLIC_API_URL'] ?? ''}/v1/docs`,
    '',
    ...PROVIDER_NAMES.map((name) => provider(running, name)),
    running.postgres === 'given'
      ? row('Postgres', 'yours')
      : row('Postgres', `embedded, in ${state}`, 'set MIGRATE_DATABASE_URL for your own'),
    row('Queue', QUEUES[running.queue], running.queue === 'redis' ? '' : 'set REDIS_URL for your own'),
    ...webhookNote(running),
    '',
    styleText('dim', `  Logs in ${path.join(state, 'logs')}. Stop with Ctrl-C.`),
    '',
  ].join('\n');
};
