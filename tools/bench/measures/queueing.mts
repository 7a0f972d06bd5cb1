import { setTimeout as pause } from 'node:timers/promises';
import { Chance } from '../../simulate/chance.mts';
import { orderTimes } from '../../simulate/pictures.mts';
import { customersOf, upToThePrice } from '../product/customers.mts';
import type { Figure } from '../figures/figure.mts';
import { processorOf } from '../figures/processor.mts';
import type { Product } from '../product/product.mts';
import { asOwner } from '../product/servers.mts';
import { percentile } from '../figures/statistics.mts';
import type { Tap, Visitor } from '../product/visitor.mts';
import type { Bench, Measure } from './measure.mts';

const PEOPLE = 100;
const SLOTS = 2;
const PICTURE_TAKES_MS = 1_000;
/** How much of the slots' time the orders ask for: enough that most of them wait. */
const LOAD = 0.85;
const SEED = 41;
/**
 * Orders one after another show how long an order takes besides its wait. A rush of orders shows how long a slot is empty between two
 * orders.
 */
const ALONE = 8;
const RUSH = 20;
const RESTS_MS = 12_000;
const DRAWN_WITHIN_MS = 180_000;

interface Customer {
  readonly visitor: Visitor;
  tap: Tap;
  pictureId?: number;
}

/**
 * Compares the waits of a hundred people with those that `npm run simulate` predicts, and measures the service times of the simulation on
 * this machine.
 */
export const queueing: Measure = {
  name: 'queueing',
  about:
    'a hundred people order by chance before two slots at FAL: their waits, beside what npm run simulate says of them',
  byNameOnly: true,
  async run(bench) {
    const product = await bench.product('queued');
    product.fal.takesMs = PICTURE_TAKES_MS;
    const people = bench.isQuick ? RUSH : PEOPLE;
    const visitors = await customersOf(product, people);
    const customers = await Promise.all(
      visitors.map(async (visitor): Promise<Customer> => ({ visitor, tap: await upToThePrice(visitor) })),
    );
    const alone = await oneByOne(product, customers.slice(0, ALONE));
    const betweenMs = await emptyBetween(product, customers.slice(0, RUSH));
    const spent = await spentBy(product, bench);
    const chance = new Chance(SEED);
    const everyMs = (PICTURE_TAKES_MS + betweenMs) / SLOTS / LOAD;
    const arrivals: number[] = [];
    for (let at = 0; arrivals.length < people; at += chance.exponential(everyMs)) arrivals.push(at);
    const measured = await Promise.all(
      customers.map(async (customer, place) => {
        await pause(arrivals[place]!);
        return order(customer);
      }),
    );
    const each = await spent(people);
    const simulated = orderTimes({
      arrivals,
      slots: SLOTS,
      takes: PICTURE_TAKES_MS + betweenMs,
      before: alone.beforeMs,
      after: alone.afterMs - betweenMs,
    });
    const baseline = (name: string, values: readonly number[]) => [{ name, kind: 'lower bound' as const, values }];
    const figures: Figure[] = [
      {
        name: `tap → picture, ${people} people by chance before ${SLOTS} slots`,
        unit: 'ms',
        values: measured,
        baselines: baseline('npm run simulate, the same arrivals', simulated),
        isOfTheSlowest: true,
        goal: 'as simulated',
        note: `a slot is empty for ${betweenMs.toFixed(0)} ms between two orders; an order takes ${alone.beforeMs.toFixed(0)} ms before its submission and ${alone.afterMs.toFixed(0)} ms after FAL`,
      },
      ...[50, 90].map((percent): Figure => ({
        name: `the same, p${percent}`,
        unit: 'ms',
        values: [percentile(measured, percent)],
        baselines: baseline('npm run simulate', [percentile(simulated, percent)]),
        goal: 'within 20 %',
      })),
    ];
    return [...figures, ...each];
  },
};

const order = async (customer: Customer): Promise<number> => {
  const { visitor, tap } = customer;
  const options = { after: visitor.newest, timeoutMs: DRAWN_WITHIN_MS };
  const drawn = visitor.sees('a picture', ({ isPicture }) => isPicture, options);
  const [tappedAt, { found, at }] = await Promise.all([visitor.taps(tap), drawn]);
  customer.pictureId = found.id;
  return at - tappedAt;
};

const again = async (product: Product, customers: readonly Customer[]): Promise<void> => {
  await product.isQuiet();
  for (const customer of customers) customer.tap = await upToThePrice(customer.visitor, customer.pictureId);
  await product.isQuiet();
};

/** The median times of an order while no other order is under way; the first order is not counted. */
const oneByOne = async (
  product: Product,
  customers: readonly Customer[],
): Promise<{ beforeMs: number; afterMs: number }> => {
  const before: number[] = [];
  const after: number[] = [];
  for (const customer of customers) {
    const submission = product.fal.nextSubmission();
    const tappedAt = performance.timeOrigin + performance.now();
    const [{ at }, tookMs] = await Promise.all([submission, order(customer)]);
    before.push(at - tappedAt);
    after.push(tookMs - (at - tappedAt) - PICTURE_TAKES_MS);
    await product.isQuiet();
  }
  await again(product, customers);
  return { beforeMs: percentile(before.slice(1), 50), afterMs: percentile(after.slice(1), 50) };
};

/** How long a slot is empty while orders wait for it: from FAL's callback to the next submission. */
const emptyBetween = async (product: Product, customers: readonly Customer[]): Promise<number> => {
  const from = product.fal.submissions.length;
  await Promise.all(customers.map(order));
  const at = product.fal.submissions.slice(from).map((submission) => submission.at);
  await again(product, customers);
  // Leaves out the first order of each slot, which waited for no other.
  const cycles = at.slice(SLOTS).map((moment, place) => moment - at[place]!);
  return percentile(cycles, 50) - PICTURE_TAKES_MS;
};

const WRITTEN = `
  SELECT pg_current_wal_lsn() - '0/0'::pg_lsn AS wal,
         (SELECT sum(n_tup_ins) FROM pg_stat_user_tables) AS inserted,
         (SELECT sum(n_tup_upd) FROM pg_stat_user_tables) AS updated,
         (SELECT sum(n_tup_del) FROM pg_stat_user_tables) AS deleted`;

type Written = Readonly<Record<'wal' | 'inserted' | 'updated' | 'deleted', string>>;

/** Begins to count what the product spends, and gives the figures for each of `count` orders, minus what the apps spend at rest. */
const spentBy = async (product: Product, bench: Bench): Promise<(count: number) => Promise<Figure[]>> => {
  const { apps } = product.running;
  const pids = (): [string, number | undefined][] => [
    ...[...apps].map(([name, { pid }]): [string, number | undefined] => [name, pid]),
    ...Object.entries(product.servers.pids),
  ];
  const reading = async (): Promise<{ at: number; ms: Map<string, number>; written: Written }> => {
    let written: Written | undefined;
    await asOwner(product.servers.postgresUrl, async (client) => {
      ({
        rows: [written],
      } = await client.query<Written>(WRITTEN));
    });
    const ms = new Map(pids().map(([name, pid]) => [name, pid === undefined ? 0 : processorOf(pid)]));
    return { at: performance.now(), ms, written: written! };
  };
  const restedFrom = await reading();
  await pause(bench.isQuick ? 1_000 : RESTS_MS);
  const before = await reading();
  return async (count) => {
    await product.isQuiet();
    await pause(bench.isQuick ? 1_000 : RESTS_MS); // a session reports what it wrote once it has rested for 10 s
    const after = await reading();
    const rests = (after.at - before.at) / (before.at - restedFrom.at);
    const each = (of: (at: typeof before) => number): number =>
      (of(after) - of(before) - (of(before) - of(restedFrom)) * rests) / count;
    const processor = pids().map(([name]): Figure => ({
      name: `processor an order, ${name}`,
      unit: 'ms',
      values: [each(({ ms }) => ms.get(name) ?? 0)],
    }));
    const written = (['inserted', 'updated', 'deleted'] as const).map((what): Figure => ({
      name: `rows an order, ${what}`,
      unit: '',
      values: [each(({ written }) => Number(written[what]))],
    }));
    const wal = {
      name: 'write-ahead log an order',
      unit: 'kB',
      values: [each(({ written }) => Number(written.wal)) / 1_000],
    };
    return [...processor, ...written, wal];
  };
};
