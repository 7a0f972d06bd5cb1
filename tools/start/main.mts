/**
 * `npm start` runs the whole product until Ctrl-C. It reads LAUNCHER_VARIABLES and all variables of the apps
 * (docs/generated/configuration.md).
 *
 * With `--json`, for programs: one line of JSON on standard output when everything is ready, then one line for each app
 * that was started again, and one when it says where it listens; everything else goes to standard error. The lines hold keys of the
 * sandbox and the logins of the database.
 * With `--earlier-apps` no app is started before it can begin: those of an earlier release, in the folder of `--root`, do not wait to be told.
 * With `--without-redis` the queue is in Postgres, also on a machine that has a redis-server.
 */
import path from 'node:path';
import { styleText } from 'node:util';
import { launch, type Running } from './launch.mts';
import { ProgressLine } from './progress-line.mts';
import { StartError } from './start-error.mts';
import { chatLine, summary } from './summary.mts';
import { waitForBot } from './telegram.mts';
import { optionsOf } from '../options/options.mts';

const { values } = optionsOf(import.meta.filename, {
  options: {
    json: { type: 'boolean', default: false },
    root: { type: 'string' },
    'earlier-apps': { type: 'boolean', default: false },
    'without-redis': { type: 'boolean', default: false },
  },
});
const root = path.resolve(values.root ?? path.join(import.meta.dirname, '..', '..'));

const line = new ProgressLine(process.stderr);
const say = (text: string): void => line.says(text);
const tell = (message: object): void => void (values.json && process.stdout.write(`${JSON.stringify(message)}\n`));

/** A second Ctrl-C ends the launcher at once, but only after this time: npm may pass on the first one a second time. */
const IMPATIENT_AFTER_MS = 1_000;
const LOOK_FOR_PARENT_EVERY_MS = 250;

const abandon = new AbortController();
let starting: Promise<Running> | undefined;
let isReady = false;
let stoppingSince: number | undefined;

const stop = async (why: string): Promise<void> => {
  if (stoppingSince !== undefined) {
    if (Date.now() - stoppingSince > IMPATIENT_AFTER_MS) process.exit(1); // the apps that still run end when their IPC pipe to the launcher closes
    return;
  }
  stoppingSince = Date.now();
  line.ends();
  say(`\nStopping (${why}) …`);
  abandon.abort();
  await (await starting?.catch(() => undefined))?.stop();
  say('Stopped. Nothing is left running.');
  process.exit(0);
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
// When npm is told to end, it kills its shell and sends the launcher no signal. The launcher notices by its parent's id, which changes.
const parent = process.ppid;
const looking = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(looking); // a second call would count as a second Ctrl-C
  void stop('npm has ended');
}, LOOK_FOR_PARENT_EVERY_MS).unref();
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // a terminal that is gone must not stop an orderly end

const healthUrl = (port: number): string => `http://127.0.0.1:${port}`;

const report = (running: Running): object => ({
  event: 'ready',
  pid: process.pid,
  pageUrl: running.pageUrl,
  deskUrl: running.deskUrl,
  publicApiUrl: running.env['PUBLIC_API_URL'],
  telegramUrl: running.env['TELEGRAM_API_ROOT'],
  falUrl: running.env['FAL_QUEUE_URL']?.replace(/\/queue$/, ''),
  openAiUrl: running.env['OPENAI_BASE_URL'],
  s3Url: running.env['MINIO_ENDPOINT'],
  databaseUrl: running.env['MIGRATE_DATABASE_URL'],
  redisUrl: running.env['REDIS_URL'],
  sandboxed: running.sandboxed,
  readyInMs: Math.round(running.readyInMs),
  memoryBytes: running.memoryBytes,
  apps: Object.fromEntries(
    [...running.apps].map(([name, { pid, port, environment }]) => [
      name,
      { pid, url: healthUrl(port), databaseUrl: environment['DATABASE_URL'] },
    ]),
  ),
  servers: Object.fromEntries([...running.servers].map(([name, { pid, port }]) => [name, { pid, port }])),
  env: Object.fromEntries(Object.entries(running.env).filter(([name]) => process.env[name] !== running.env[name])),
});

const tellWhenReached = async ({ env }: Running): Promise<void> => {
  const bot = await waitForBot(env, abandon.signal).catch(() => undefined); // the launcher is being stopped
  if (bot?.state === 'reached') say(`Telegram answers.\n${chatLine(bot.url)}`);
  if (bot?.state === 'refused') say(styleText('yellow', 'Telegram answers, and refuses TELEGRAM_BOT_TOKEN.'));
};

/** Plays some people in a new sandbox, once everything runs. Their code is loaded only then, so that the start does not wait for it. */
const playSomebody = async (running: Running): Promise<void> => {
  try {
    const { isToBePlayed, playPeople } = await import('./played-people.mts');
    if (!(await isToBePlayed(running))) return;
    say(
      'Some people are played now, so that the desk shows something: their names say so (SANDBOX_PEOPLE=none: nobody).',
    );
    await playPeople(running, abandon.signal, say);
  } catch (error) {
    if (!abandon.signal.aborted) say(`Nobody is played: ${(error as Error).message}`);
  }
};

say('Starting Aisha …');
try {
  starting = launch({
    root,
    withEarlierApps: values['earlier-apps'],
    env: process.env,
    withoutRedis: values['without-redis'],
    signal: abandon.signal,
    say: (sentence) => say(styleText('yellow', sentence)),
    onSlow: (sentence) => line.shows(styleText('yellow', sentence)),
    warn: (name, text) => say(`${styleText('cyan', name.padEnd(16))} ${text}`),
    onRestarted: (app) => tell({ event: 'restarted', app: app.name, pid: app.pid }),
    onListening: ({ name, port }) => isReady && tell({ event: 'listening', app: name, url: healthUrl(port) }),
    onGivenUp: (sentence) => {
      say(styleText('red', sentence));
      process.exit(1);
    },
  });
  const running = await starting;
  line.ends();
  if (stoppingSince === undefined) {
    say(summary(running));
    tell(report(running));
    isReady = true;
    if (!values.json) void playSomebody(running);
    if (running.bot?.state === 'unreachable') void tellWhenReached(running);
  }
} catch (error) {
  line.ends();
  const text = error instanceof StartError ? error.message : `Aisha could not start: ${(error as Error).stack}`;
  if (stoppingSince === undefined) {
    say(styleText('red', text));
    process.exit(1);
  }
}
