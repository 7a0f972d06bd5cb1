/**
 * `npm run demo`: starts the whole product in a fresh place, lets a scripted person use it, and leaves what came of it in
 * `demo-out/`. Ends with 0 when the person got everything and the ledger adds up, with 1 and a sentence otherwise.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';
import { Person } from '@aisha/fakes/telegram';
import { launch, type Running } from '../start/launch.mts';
import { StartError } from '../start/start-error.mts';
import { demoEnvironment } from './environment.mts';
import { errorsIn } from './errors-in-logs.mts';
import { keep, type Kept } from './keepsakes.mts';
import { Phone } from './phone.mts';
import { playStory } from './story.mts';
import { temporaryFolder } from './temporary-folder.mts';

/** About a minute on a quiet machine; a slow one may take its time, but not for ever. */
const ENDS_WITHIN_MS = 15 * 60_000;
const LOOK_FOR_PARENT_EVERY_MS = 250;

const root = path.join(import.meta.dirname, '..', '..');
const out = path.join(root, 'demo-out');
const startedAt = performance.now();
const secondsSince = (moment: number): string => `${((performance.now() - moment) / 1000).toFixed(1)} s`;

const say = (text = ''): void => void process.stdout.write(`${text}\n`);
const problems: string[] = [];
const abandon = new AbortController();
const temporary = temporaryFolder('aisha-demo');
let starting: Promise<Running> | undefined;

const giveUp = (why: string): void => {
  if (abandon.signal.aborted) return;
  problems.push(why);
  abandon.abort(new Error(why));
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => giveUp(`Stopped by ${signal}.`));
// npm that is told to end kills its shell and leaves us behind without a word: then our parent changes.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && giveUp('npm has ended.'), LOOK_FOR_PARENT_EVERY_MS).unref();
setTimeout(() => giveUp(`It took longer than ${ENDS_WITHIN_MS / 60_000} minutes.`), ENDS_WITHIN_MS).unref();
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the terminal is gone: end in order

const play = async (running: Running): Promise<Kept> => {
  const person = await Person.join(running.env['TELEGRAM_API_ROOT']!.replace(/\/$/, ''), { firstName: 'Аня' });
  const phone = new Phone(person, say, abandon.signal);
  const pictures = await playStory(phone);
  return keep({ folder: out, databaseUrl: running.env['DATABASE_URL']!, person, pictures });
};

say(styleText('bold', 'Aisha, played by a scripted person'));
say(styleText('dim', 'Six services, a real Postgres, a real queue. Telegram, FAL, OpenAI and storage are fakes.'));
say();

let kept: Kept | undefined;
try {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  starting = launch({
    root,
    env: demoEnvironment(process.env, temporary.path),
    signal: abandon.signal,
    say: (sentence) => problems.push(sentence), // the launcher speaks when something ended that should not
    onGivenUp: giveUp,
  });
  const running = await starting;
  say(styleText('dim', `Everything runs, after ${secondsSince(startedAt)}.`));
  kept = await play(running);
  problems.push(...kept.problems);
} catch (error) {
  if (!abandon.signal.aborted)
    problems.push(error instanceof StartError ? error.message : ((error as Error).stack ?? String(error)));
} finally {
  await (await starting?.catch(() => undefined))?.stop();
  problems.push(...errorsIn(path.join(temporary.path, 'logs')));
  temporary.remove();
}

say();
if (kept && problems.length === 0) {
  say(`${styleText(['bold', 'green'], 'It works.')} ${kept.summary}`);
  say(styleText('dim', `${secondsSince(startedAt)} in all, everything is stopped again.`));
  say(`Look into ${styleText('cyan', `${path.relative(process.cwd(), out) || '.'}/`)}: ${kept.files.join(', ')}`);
} else {
  say(styleText(['bold', 'red'], 'The demo failed.'));
  for (const problem of problems) say(`  ${problem.replaceAll('\n', '\n  ')}`);
}
process.exit(problems.length === 0 ? 0 : 1);
