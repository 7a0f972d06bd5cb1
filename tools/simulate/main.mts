/**
 * `npm run simulate` prints how much of each part some numbers of people need, and how long they wait for one another in the busiest hour.
 * Service times are those that the bench measured; what cannot be measured here is assumed, and marked so.
 *
 *   npm run simulate                                  1 000, 100 000 and 10 000 000 people
 *   npm run simulate -- --people 5000 --pictures 40   another number of people, with other habits; every assumption is a flag
 *   npm run simulate -- --slots 4 --bots 1            the waits with fewer servers of a part
 *   npm run simulate -- --assumptions                 all flags, with what they are, their unit and where they come from
 *   npm run simulate -- --json                        for programs
 *
 * The same --seed makes the same waits.
 */
import { optionsOf } from '../options/options.mts';
import { busiestHour, confirmed, partsFor, percentile, type Parts } from './busiest-hour.mts';
import { limitsOf, needsOf, SIZES } from './needs.mts';
import { ASSUMPTION_NAMES, ASSUMPTIONS, assumed, type Assumed } from './service-times.mts';
import { markdownTable, shown } from './table.mts';

const PART_FLAGS = [
  'bots',
  'slots',
  'postgres',
  'bot-gateway',
  'billing',
  'image-generator',
  'avatar-trainer',
] as const;
const PERCENTS = [50, 90, 99];

const refuse = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};
const say = (text = ''): void => void process.stdout.write(`${text}\n`);

const flag = { type: 'string' } as const;
const { values } = optionsOf(import.meta.filename, {
  options: {
    people: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    assumptions: { type: 'boolean', default: false },
    ...Object.fromEntries([...ASSUMPTION_NAMES, ...PART_FLAGS].map((name) => [name, flag])),
  },
}) as { values: Record<string, string | boolean | string[] | undefined> };

const numberOf = (name: string, text: unknown, isRight: (value: number) => boolean, rule: string): number => {
  const value = Number(text);
  return typeof text === 'string' && text.trim() !== '' && isRight(value)
    ? value
    : refuse(`--${name}: must be ${rule}.`);
};
const isWhole = (value: number): boolean => Number.isInteger(value) && value > 0;

if (values['assumptions'] === true) {
  const rows = ASSUMPTION_NAMES.map((name) => [
    `--${name}`,
    String(ASSUMPTIONS[name].value),
    `${ASSUMPTIONS[name].unit} (${ASSUMPTIONS[name].source})`,
  ]);
  for (const [name, value, unit] of rows) say(`${name!.padEnd(24)}${value!.padStart(6)}  ${unit}`);
  process.exit(0);
}

const given = Object.fromEntries(
  ASSUMPTION_NAMES.filter((name) => values[name] !== undefined).map((name) => [
    name,
    numberOf(name, values[name], (value) => value >= 0 && Number.isFinite(value), 'a number, 0 or more'),
  ]),
) as Partial<Assumed>;
const of = assumed(given);
const fixed = Object.fromEntries(
  PART_FLAGS.filter((part) => values[part] !== undefined).map((part) => [
    part,
    numberOf(part, values[part], isWhole, 'a whole number above 0'),
  ]),
) as Partial<Parts>;
const sizes = (values['people'] as string[] | undefined)?.map((people) =>
  numberOf('people', people, isWhole, 'a whole number above 0'),
) ?? [...SIZES];
const seed = numberOf('seed', values['seed'], Number.isInteger, 'a whole number');

const hours = sizes.map((people) => {
  if (Object.keys(fixed).length === 0) return { people, ...confirmed(people, of, seed) };
  const parts = { ...partsFor(people, of), ...fixed };
  return { people, parts, seen: busiestHour(people, parts, of, seed) };
});
const waitsOf = ({ seen }: (typeof hours)[number]): [what: string, values: readonly number[]][] => [
  ['from the tap to the picture', seen.fromTapToPicture],
  ['from the tap to the avatar', seen.fromTapToAvatar],
  ['before a slot at FAL', seen.waits.slots],
  ['before a call at Telegram', seen.waits.bots],
  ['before a processor of Postgres', seen.waits.postgres],
  ['before a pod of bot-gateway', seen.waits['bot-gateway']],
  ['before a pod of image-generator', seen.waits['image-generator']],
  ['before a photo is measured', seen.waits['avatar-trainer']],
];

if (values['json'] === true) {
  const told = hours.map((hour) => ({
    people: hour.people,
    parts: hour.parts,
    needs: needsOf(hour.people, of, hour.parts),
    limits: limitsOf(hour.people, of, hour.parts),
    waits: waitsOf(hour).map(([what, values]) => ({
      what,
      samples: values.length,
      ...Object.fromEntries(PERCENTS.map((percent) => [`p${percent}`, percentile(values, percent)])),
    })),
  }));
  say(JSON.stringify({ seed, assumed: of, sizes: told }, null, 2));
} else {
  const needs = hours.map(({ people, parts }) => needsOf(people, of, parts));
  const heads = sizes.map((people) => `${people.toLocaleString('en')} people`);
  say(
    markdownTable([
      ['needed', ...heads],
      ...needs[0]!.map(({ part }, row) => [part, ...needs.map((all) => shown(all[row]!))]),
    ]),
  );
  say();
  const waits = hours.map(waitsOf);
  const times = (values: readonly number[]): string =>
    PERCENTS.map((percent) => Number(percentile(values, percent).toPrecision(3))).join(' / ');
  say(
    markdownTable([
      [`waits in the busiest hour, p${PERCENTS.join(' / p')} in s`, ...heads],
      ...waits[0]!.map(([what], row) => [what, ...waits.map((all) => times(all[row]![1]))]),
    ]),
  );
  for (const { people, parts } of hours) {
    say(`\n${people.toLocaleString('en')} people need beyond what one installation of today has:`);
    const limits = limitsOf(people, of, parts);
    for (const limit of limits.length > 0 ? limits : ['nothing']) say(`- ${limit}`);
  }
}
