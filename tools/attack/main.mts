/**
 * `npm run attack` starts the whole product in a fresh folder, on loopback alone, repeats the attacks that once hurt it, and prints the
 * outcome of each. It exits with 1 when an attack gets through, or could not be carried out.
 *
 *   npm run attack                       everything, in eight minutes on two quiet cores
 *   npm run attack -- --quick            the attacks that take seconds each, which CI runs
 *   npm run attack -- --only avif-bomb   this attack alone; may be repeated
 *   npm run attack -- --list             lists the attacks
 */
import { styleText } from 'node:util';
import { optionsOf } from '../options/options.mts';
import { temporaryFolder } from '../demo/temporary-folder.mts';
import { StartError } from '../start/start-error.mts';
import { onToldToEnd } from '../start/told-to-end.mts';
import type { Outcome } from './attack.mts';
import { listAttacks } from './list.mts';
import { Target } from './target.mts';

/** Only a product that hangs takes so long: beside other work CI's machine needs up to ten minutes for the quick attacks. */
const ENDS_WITHIN_MS = 15 * 60_000;

const say = (text = ''): void => void process.stdout.write(`${text}\n`);
const { values } = optionsOf(import.meta.filename, {
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    list: { type: 'boolean', default: false },
  },
});
const all = await listAttacks();
const unknown = values.only.filter((only) => !all.some(({ name }) => name === only));
if (unknown.length > 0) {
  process.stderr.write(
    `${unknown.join(', ')}: there is no such attack. There are ${all.map(({ name }) => name).join(', ')}.\n`,
  );
  process.exit(1);
}
const chosen = all.filter(({ name, isQuick }) =>
  values.only.length > 0 ? values.only.includes(name) : isQuick || !values.quick,
);
if (values.list) {
  for (const { name, isQuick, about } of chosen) say(`${name.padEnd(24)}${isQuick ? 'quick  ' : '       '}${about}`);
  process.exit(0);
}

const abandon = new AbortController();
const giveUp = (why: string): void => abandon.abort(new Error(why));
onToldToEnd(giveUp);
setTimeout(() => giveUp(`It took longer than ${ENDS_WITHIN_MS / 60_000} minutes.`), ENDS_WITHIN_MS).unref();
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the terminal is gone: end in order
const abandoned = new Promise<never>((_, reject) =>
  abandon.signal.addEventListener('abort', () => reject(abandon.signal.reason as Error), { once: true }),
);
abandoned.catch(() => undefined);

const temporary = temporaryFolder('aisha-attack');
const through: string[] = [];
const untried: string[] = [];
let target: Target | undefined;
let trouble: string | undefined;
say(styleText('bold', `Aisha, attacked ${chosen.length === 1 ? 'once' : `${chosen.length} times`}`));
try {
  target = await Target.start({
    folder: temporary.path,
    signal: abandon.signal,
    onTrouble: (what) => (trouble = what),
  });
  for (const { name, run } of chosen) {
    const startedAt = performance.now();
    // An attack that ends an app, or that throws, counts as having got through. An abandoned run ends at once.
    const {
      holds,
      figure,
      unclear = [],
    } = await Promise.race([run(target), abandoned]).catch((error: unknown): Outcome => {
      if (abandon.signal.aborted) throw error;
      return { holds: false, figure: (error as Error).message };
    });
    const isOver = holds && trouble === undefined;
    if (!isOver) through.push(name);
    else if (unclear.length > 0) untried.push(name);
    const verdict = !isOver
      ? styleText(['bold', 'red'], 'THROUGH')
      : unclear.length > 0
        ? styleText(['bold', 'yellow'], 'unclear')
        : styleText('green', 'held   ');
    const seconds = `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
    say(`${verdict}  ${name.padEnd(24)}${figure}${trouble ? ` — ${trouble}` : ''} ${styleText('dim', seconds)}`);
    for (const what of unclear) say(`         could not be tried: ${what}`);
    trouble = undefined;
  }
} catch (error) {
  through.push('the run itself');
  const isKnown = error instanceof StartError || abandon.signal.aborted;
  say(styleText('red', isKnown ? (error as Error).message : String((error as Error).stack)));
} finally {
  await target?.stop();
  temporary.remove();
}
say();
say(through.length === 0 ? `${chosen.length} attacks, none got through.` : `Got through: ${through.join(', ')}.`);
if (untried.length > 0) say(`Could not be tried to the end, so nothing is proved: ${untried.join(', ')}.`);
process.exit(through.length + untried.length === 0 ? 0 : 1);
