import { limitsOf, needsOf, SIZES } from '../simulate/needs.mts';
import { ASSUMPTION_NAMES, ASSUMPTIONS, assumed } from '../simulate/service-times.mts';
import { markdownTable, shown } from '../simulate/table.mts';

/**
 * Makes the page that shows what `npm run simulate` says is needed, and each number that the simulation starts from. The page leaves out
 * the waits, which take half a minute to simulate.
 */
export function scalingPage(): string {
  const of = assumed();
  const needs = SIZES.map((people) => needsOf(people, of));
  return [
    '# What so many people need',
    '',
    'By the formulas of `npm run simulate`, which then lets the busiest hour happen with these parts and says the waits: [scaling.md](../scaling.md).',
    '',
    markdownTable([
      ['Needed', ...SIZES.map((people) => `${people.toLocaleString('en')} people`)],
      ...needs[0]!.map(({ part }, row) => [part, ...needs.map((all) => shown(all[row]!))]),
    ]),
    '',
    ...SIZES.flatMap((people) => [
      `${people.toLocaleString('en')} people need beyond what one installation of today has:`,
      '',
      ...limitsOf(people, of).map((limit) => `- ${limit}`),
      '',
    ]),
    '## What it is told',
    '',
    'Each is a flag: `npm run simulate -- --pictures 40 --peak 4`.',
    '',
    '| Flag | Value | What it is | From |',
    '|---|---:|---|---|',
    ...ASSUMPTION_NAMES.map((name) => {
      const { value, unit, source } = ASSUMPTIONS[name];
      return `| \`--${name}\` | ${value} | ${unit} | ${source} |`;
    }),
    '',
  ].join('\n');
}
