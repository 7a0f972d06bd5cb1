import { APPS, partsFor, ratesOf, type Parts } from './busiest-hour.mts';
import type { Assumed } from './service-times.mts';

/** The numbers of people that the page is about. */
export const SIZES: readonly number[] = [1_000, 100_000, 10_000_000];

const MONTHS_A_YEAR = 12;
const KB = 1e3;
const MB = 1e6;
const GB = 1e9;

/** What is needed of one part: a number and its unit. */
export interface Need {
  readonly part: string;
  readonly value: number;
  readonly unit: string;
}

const dollars = (part: string, value: number): Need => ({ part, value, unit: '$' });

/** What this many people need, given how many servers each part has. */
export const needsOf = (people: number, of: Assumed, parts: Parts = partsFor(people, of)): Need[] => {
  const rates = ratesOf(people, of);
  const [pictures, trainings, recordings] = [of.pictures, of.trainings, of.recordings].map((each) => each * people) as [
    number,
    number,
    number,
  ];
  const orders = pictures + trainings + recordings;
  const pods = APPS.reduce((sum, app) => sum + parts[app], 0);
  const connections = APPS.reduce(
    (sum, app) =>
      sum + parts[app] * (app === 'bot-gateway' ? of['gateway-pool'] : app === 'webhook-receiver' ? 0 : of.pool),
    0,
  );
  const files = pictures * of['picture-mb'] * MB + trainings * of['training-mb'] * MB;
  // A recording is deleted after a month, so a year's files hold one month of recordings.
  const recorded = recordings * of['recording-mb'] * MB;
  const yearOfFiles = files * MONTHS_A_YEAR + recorded;
  const leaves = pictures * of['picture-mb'] * MB + trainings * of['training-mb'] * MB * of['model-days'];
  const providers = pictures * of['picture-usd'] + trainings * of['training-usd'] + recordings * of['recording-usd'];
  const machines = (pods + parts.postgres / of['postgres-load']) * of['processor-usd'];
  const income =
    (pictures * of['picture-credits'] + trainings * of['training-credits'] + recordings * of['recording-credits']) *
    of['credit-stars'] *
    of['star-usd'];
  const storage = (yearOfFiles / GB) * of['storage-usd'];
  const traffic = (leaves / GB) * of['traffic-usd'];
  return [
    { part: 'orders in the busiest hour', value: rates.picture + rates.training + rates.recording, unit: '/s' },
    {
      part: 'paced calls at Telegram in the busiest hour',
      value: (rates.picture + rates.training + rates.recording) * of.calls + rates.screen,
      unit: '/s',
    },
    { part: 'bots (tokens), of 30 calls a second each', value: parts.bots, unit: '' },
    { part: 'slots at FAL', value: parts.slots, unit: '' },
    { part: 'accounts at FAL, or installations', value: Math.ceil(parts.slots / of['most-slots']), unit: '' },
    ...APPS.map((app): Need => ({ part: `pods of ${app}`, value: parts[app], unit: '' })),
    { part: 'processors of Postgres', value: parts.postgres, unit: '' },
    { part: 'databases', value: Math.ceil(parts.postgres / of['most-processors']), unit: '' },
    { part: 'connections that the pods keep', value: connections, unit: '' },
    { part: 'rows written a month', value: orders * of.inserted, unit: '' },
    { part: 'rows that stay, a month', value: orders * of['kept-kb'] * KB, unit: 'B' },
    { part: 'write-ahead log a month', value: orders * of['wal-kb'] * KB, unit: 'B' },
    { part: 'new files a month', value: files + recorded, unit: 'B' },
    { part: 'files after a year', value: yearOfFiles, unit: 'B' },
    dollars('FAL and OpenAI a month', providers),
    dollars('machines a month', machines),
    dollars('storage a month, after a year', storage),
    dollars('traffic a month', traffic),
    dollars('what people pay a month', income),
    dollars('what is left a month', income - providers - machines - storage - traffic),
  ];
};

/** The limits of today's installation that this many people exceed, each with the remedy. */
export const limitsOf = (people: number, of: Assumed, parts: Parts = partsFor(people, of)): string[] => {
  const needs = Object.fromEntries(needsOf(people, of, parts).map(({ part, value }) => [part, value]));
  const connections = needs['connections that the pods keep']!;
  return [
    ...(parts.slots > 2 ? [`FAL_CONCURRENCY above its default of 2: ${parts.slots}, as the account allows`] : []),
    ...(connections > of['most-connections'] ? ['a pooler before Postgres (decision 34)'] : []),
    ...(parts.bots > 1 ? [`${parts.bots} bots, each an installation: a bot has 30 calls a second`] : []),
    ...(parts.slots > of['most-slots'] ? ['several accounts at FAL, one for each installation'] : []),
    ...(parts.postgres > of['most-processors'] ? ['several databases, people by routing table (decision 171)'] : []),
  ];
};
