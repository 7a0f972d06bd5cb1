/**
 * `npm run bench`: starts the whole product in a fresh place on this machine alone, lets people use it and says how fast it is, as
 * absolute figures and beside a named baseline measured in the same run, in turns. A benchmark: it fails when the product does
 * not work, never because it is slow. `--quick` ends within a minute, `--json <file>` keeps every measurement.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs, styleText } from 'node:util';
import { temporaryFolder } from '../demo/temporary-folder.mts';
import { StartError } from '../start/start-error.mts';
import type { Figure } from './figure.mts';
import { FULL, QUICK } from './plan.mts';
import { asJson, legendOf, machine, tableOf } from './report.mts';
import { Run } from './run.mts';

const LOOK_FOR_PARENT_EVERY_MS = 250;

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } } });
const plan = values.quick ? QUICK : FULL;
const startedAt = performance.now();
const seconds = (): number => (performance.now() - startedAt) / 1_000;
const say = (text = ''): void => void process.stdout.write(`${text}\n`);

let section = '';
const abandon = new AbortController();
const giveUp = (why: string): void => abandon.abort(new Error(why));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => giveUp(`Stopped by ${signal}.`));
// npm that is told to end kills its shell and leaves us behind without a word: then our parent changes.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && giveUp('npm has ended.'), LOOK_FOR_PARENT_EVERY_MS).unref();
setTimeout(() => giveUp(`Its time was over (${section}).`), plan.endsWithinMs - plan.stopsWithinMs).unref();
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the terminal is gone: end in order

const temporary = temporaryFolder('aisha-bench');
const figures: Figure[] = [];
const run = new Run({
  plan,
  folder: temporary.path,
  signal: abandon.signal,
  onTrouble: giveUp,
  onSection: (name) => {
    section = name;
    say(styleText('dim', `${seconds().toFixed(0).padStart(4)} s … ${name}`));
  },
  onFigures: (found) => void figures.push(...found),
});

const { processors, memoryGb, node } = machine();
say(styleText('bold', `Aisha, measured${values.quick ? ' quickly' : ''}`));
say(
  styleText(
    'dim',
    `${processors} processors, ${memoryGb} GB, Node ${node}. Everything runs on this machine, the stand-ins too.`,
  ),
);

let failure: unknown;
try {
  await Promise.race([run.measure(), whenAborted(abandon.signal)]);
} catch (error) {
  failure = abandon.signal.reason ?? error;
} finally {
  if (failure !== undefined) say(styleText('dim', `${seconds().toFixed(0).padStart(4)} s … stopping`));
  await run.stop();
  temporary.remove();
}

if (figures.length > 0) {
  say(`\n${tableOf(figures)}\n`);
  say(styleText('dim', legendOf(figures)));
  say(styleText('dim', '  The 99th of fewer than 100 measurements is the slowest of them. Ratios are of the medians.'));
  const facts = { quick: values.quick, queue: run.queue, complete: failure === undefined, seconds: seconds() };
  if (values.json) writeFileSync(values.json, asJson(figures, facts));
}
if (failure === undefined) {
  say(`\n${seconds().toFixed(0)} s in all, everything is stopped again.`);
} else {
  const words =
    failure instanceof StartError || abandon.signal.aborted
      ? (failure as Error).message
      : String((failure as Error).stack);
  say(`\n${styleText(['bold', 'red'], 'The benchmark did not come to its end.')} ${words}`);
}
process.exit(failure === undefined ? 0 : 1);

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
}
