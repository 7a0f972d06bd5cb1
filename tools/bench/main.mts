/**
 * `npm run bench` starts the whole product in a fresh folder, lets people use it and prints how fast it is. Beside each figure stand named
 * baselines, which are measured in turns with it. The benchmark fails when the product does not work, never because it is slow.
 *
 *   npm run bench                          the standard set, within a quarter of an hour on a quiet machine
 *   npm run bench orders webhook           these measures alone
 *   npm run bench -- --queue redis         measures with the queue in redis, in postgres, or in both
 *   npm run bench -- --quick               two rounds of everything, with both queues at once: shows whether it works, not how fast
 *   npm run bench counts -- --statements   lists the statements at rest with their number a minute, and those of an order in turn
 *   npm run bench -- --json <file>         writes every single measurement, too
 *   npm run bench scale                    a million rows in each table, work that waits, and one person with very many rows: reports
 *                                          statements that read rows of ended work; a table without a row ends the run
 *   npm run bench scale -- --quick         the same in tables of 20 000 rows, without what waits, without the tables that a day leaves
 *                                          empty; `-- --quick --whole`: with both
 *   npm run bench updates                  mixed updates while gateways are killed: each handled once, in order; `-- --updates 100000`
 *   npm run bench gallery                  a page among ten million pictures, beside ten thousand; `-- --rows 2000000`
 *   npm run bench desk -- --orders 10000000   the first page of each list of the desk, beside ten thousand orders; 200000 without the option
 *   npm run bench likeness                 how like the sandbox's people are drawn, by each way, with price and seconds
 *   npm run bench likeness -- --photos <folder> --paid --most-dollars 20   the same of real photos at FAL, a folder for each person
 *   npm run bench restore                  ten million rows are backed up and come back; `-- --rows 1000000`
 *   npm run bench restore-files            files of models and pictures are backed up and come back
 *   npm run bench speakers                 an hour of four drawn voices: how many words have their right speaker
 *   npm run bench tracing                  the processor time of an order that is traced, beside an order that is not
 *   npm run bench zip                      the memory in which 400 MiB of pictures are packed and sent
 *   npm run bench -- --list                lists what can be measured
 */
import { writeFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { optionsOf } from '../options/options.mts';
import { temporaryFolder } from '../demo/temporary-folder.mts';
import { StartError } from '../start/start-error.mts';
import { onToldToEnd } from '../start/told-to-end.mts';
import type { MeasuredFigure, QueueHome } from './figures/figure.mts';
import { MEASURES } from './measures/index.mts';
import type { Measure } from './measures/measure.mts';
import { asJson, machine, notesOf, tableOf } from './report.mts';
import { Run } from './run.mts';

const ENDS_WITHIN_MS = 30 * 60_000;
/** The part of the time that is kept for stopping everything in order. */
const STOPS_WITHIN_MS = 15_000;
/** The longest that a measure of the standard set takes on a busy machine. */
const ONE_TAKES_MS = 120_000;
/** How long a run of measures that are named may take: some machines need more than half an hour to make a million rows in each table. */
const BY_NAME_ENDS_WITHIN_MS = 60 * 60_000;
const QUEUES: Readonly<Record<string, readonly QueueHome[]>> = {
  redis: ['redis'],
  postgres: ['postgres'],
  both: ['redis', 'postgres'],
};

const say = (text = ''): void => void process.stdout.write(`${text}\n`);
const refuse = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const { values, positionals } = optionsOf(import.meta.filename, {
  allowPositionals: true,
  options: {
    queue: { type: 'string', default: 'both' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    list: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
    statements: { type: 'boolean', default: false },
    updates: { type: 'string', default: '10000' },
    rows: { type: 'string', default: '10000000' },
    orders: { type: 'string', default: '200000' },
    photos: { type: 'string' },
    paid: { type: 'boolean', default: false },
    'most-dollars': { type: 'string', default: '5' },
    'without-index': { type: 'string', multiple: true, default: [] },
  },
});
const names = MEASURES.map(({ name }) => name);
if (values.list) {
  for (const { name, about, byNameOnly } of MEASURES)
    say(`${name.padEnd(10)}${about}${byNameOnly ? ' (only by name)' : ''}`);
  process.exit(0);
}
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0)
  refuse(`${unknown.join(', ')}: nothing of that name is measured. There are ${names.join(', ')}.`);
const queues = QUEUES[values.queue] ?? refuse(`--queue: must be one of ${Object.keys(QUEUES).join(', ')}.`);
const updates = Number(values.updates);
if (!Number.isInteger(updates) || updates < 1) refuse('--updates: must be a whole number above 0.');
const rows = Number(values.rows);
if (!Number.isInteger(rows / 10_000) || rows < 10_000) refuse('--rows: must be a multiple of 10000.');
const orders = Number(values.orders);
if (!Number.isInteger(orders / 10_000) || orders < 10_000) refuse('--orders: must be a multiple of 10000.');
const mostDollars = Number(values['most-dollars']);
if (!(mostDollars > 0)) refuse('--most-dollars: must be a number above 0.');
if (values.paid && !process.env['FAL_API_KEY']) refuse('--paid: asks FAL itself, and needs FAL_API_KEY.');
/**
 * With `--quick` the set is every measure except those whose quick form runs elsewhere. Without it, the set is every measure except those
 * that run only when they are named.
 */
const isInTheSet = ({ byNameOnly, quickElsewhere }: Measure): boolean => (values.quick ? !quickElsewhere : !byNameOnly);
const measures = MEASURES.filter((measure) =>
  positionals.length > 0 ? positionals.includes(measure.name) : isInTheSet(measure),
);

const endsWithinMs = positionals.length > 0 ? BY_NAME_ENDS_WITHIN_MS : ENDS_WITHIN_MS;
const startedAt = performance.now();
const seconds = (): number => (performance.now() - startedAt) / 1_000;
let section = '';
const abandon = new AbortController();
const giveUp = (why: string): void => abandon.abort(new Error(why));
onToldToEnd(giveUp);
setTimeout(() => giveUp(`Its time was over (${section}).`), endsWithinMs - STOPS_WITHIN_MS).unref();
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the terminal is gone: end in order

const temporary = temporaryFolder('aisha-bench');
const figures: MeasuredFigure[] = [];
const run = new Run({
  measures,
  queues,
  isQuick: values.quick,
  withoutIndexes: values['without-index'],
  isWhole: values.whole || !values.quick,
  listsStatements: values.statements,
  say,
  updates,
  rows,
  orders,
  photos: values.photos,
  isPaid: values.paid,
  mostDollars,
  folder: temporary.path,
  signal: abandon.signal,
  hasTime: () => performance.now() - startedAt < endsWithinMs - STOPS_WITHIN_MS - ONE_TAKES_MS,
  onTrouble: giveUp,
  onSection: (name) => {
    section = name;
    say(styleText('dim', `${seconds().toFixed(0).padStart(4)} s … ${name}`));
  },
  onFigures: (found) => void figures.push(...found),
});

const { processors, memoryGb, node } = machine();
say(styleText('bold', `Aisha, measured${values.quick ? ' quickly' : ''}`));
say(styleText('dim', `${processors} processors, ${memoryGb} GB, Node ${node}. Everything runs on this machine.`));

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
  say(styleText('dim', notesOf(figures)));
  say(
    styleText(
      'dim',
      '  Ratios are of each pair measured in turns. (lower bound): nothing can do less; (shipped): what a good engineer would ship.',
    ),
  );
  for (const error of run.errors) say(styleText('yellow', `  in the logs: ${error}`));
  const facts = { quick: values.quick, complete: failure === undefined, seconds: seconds(), errors: run.errors };
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
