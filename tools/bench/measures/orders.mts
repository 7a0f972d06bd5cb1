import { setTimeout as pause } from 'node:timers/promises';
import { memoryInUse } from '../../start/memory.mts';
import { startBaseline } from '../baselines/process.mts';
import type { WholeOrdersTold } from '../baselines/whole-orders.mts';
import { customersOf, upToThePrice } from '../product/customers.mts';
import type { Product } from '../product/product.mts';
import { emptyDatabase } from '../product/servers.mts';
import { inTurns } from '../figures/turns.mts';
import { Visitor, type Tap } from '../product/visitor.mts';
import type { Bench, Measure } from './measure.mts';

const TOKENS = { looks: '7000004:whole-orders', unseen: '7000005:whole-orders' };
const AT_ONCE = 40;
const WAITING = 60;
const PICTURE_TAKES_MS = 200;
const DRAWN_WITHIN_MS = 120_000;
const MS_PER_MINUTE = 60_000;
const MB = 2 ** 20;
/**
 * How long an app must rest before its memory is measured. By then it has collected its garbage, its idle children have ended, and its
 * memory shrinks no further.
 */
const RESTS_MS = 45_000;
const SAME_CALLS = 'the same packages and outside calls, 5 commits';
const UNSEEN = 'the same, which looks at no picture';

export interface Customer {
  readonly visitor: Visitor;
  /** The tap that makes the order. */
  tap: Tap;
  pictureId?: number;
}

/** Times whole orders, from the tap to the picture in the chat, while providers take no time. */
export const orders: Measure = {
  name: 'orders',
  about: 'whole orders, from the tap to the picture, with providers that answer at once',
  async run(bench) {
    const product = await bench.product('lifted');
    const size = bench.isQuick ? 6 : AT_ONCE;
    const customers = await gathered(product, size);
    await pause(bench.isQuick ? 0 : RESTS_MS);
    const before = memoryOfApps(product);
    const raw = await rawStack(bench, product, size, { looks: true });
    const unseen = await rawStack(bench, product, size, { looks: false });
    const submitted = async (customer: Customer): Promise<number> => {
      const [{ at }, { tappedAt }] = await Promise.all([product.fal.nextSubmission(), order(customer)]);
      return at - tappedAt;
    };
    const single = await inTurns(
      async (round) => {
        const customer = customers[round % size] as Customer;
        const ms = await submitted(customer);
        await ready(product, [customer]);
        return ms;
      },
      [{ name: SAME_CALLS, kind: 'shipped', measure: (round) => submitted(raw[round % size] as Customer) }],
      bench.rounds(15, 20_000),
    );
    const rush = await inTurns(
      async () => {
        const rate = await perMinute(customers);
        await ready(product, customers);
        return rate;
      },
      [
        { name: SAME_CALLS, kind: 'shipped', measure: () => perMinute(raw) },
        { name: UNSEEN, kind: 'shipped', measure: () => perMinute(unseen) },
      ],
      bench.rounds(8, 35_000),
    );
    await pause(bench.isQuick ? 0 : RESTS_MS);
    const after = memoryOfApps(product);
    const drawn = customers.reduce((sum, { visitor }) => sum + visitor.pictures, 0);
    return [
      {
        name: 'tap → provider submit, one order at a time',
        unit: 'ms',
        ...single,
        goal: '≤ 2.0 × shipped',
        note: 'hold, moderation and prompt by the language model (its fake, on both sides), the submission marked before it is sent',
      },
      {
        name: `orders through all services, ${size} at once`,
        unit: '/min',
        ...rush,
        goal: bench.queue === 'redis' ? '≥ 0.45 × shipped' : '≥ 0.3 × shipped',
        note: "from the first tap to the last picture seen; Telegram's pace lifted, FAL answers at once, the baseline keeps far less of what we promise",
      },
      ...(before > 0 && !bench.isQuick
        ? [
            {
              name: `memory of all apps, ${RESTS_MS / 1_000} s after ${drawn} orders`,
              unit: 'MB',
              values: [after],
              baselines: [{ name: 'at rest before the first', kind: 'lower bound' as const, values: [before] }],
              goal: '≤ 1.15 × rest',
            },
          ]
        : []),
    ];
  },
};

/** The PSS of our apps without the sandbox, in MiB; 0 where there is no /proc. */
const memoryOfApps = ({ running: { apps } }: Product): number =>
  [...apps].reduce(
    (sum, [name, { pid }]) => sum + (name === 'sandbox' || pid === undefined ? 0 : (memoryInUse(pid) ?? 0)),
    0,
  ) / MB;

/** Taps the button that orders, and waits for the picture. */
const order = async (customer: Customer): Promise<{ tappedAt: number; seenAt: number }> => {
  const { visitor, tap } = customer;
  const drawn = visitor.sees('a picture', ({ isPicture }) => isPicture, {
    after: visitor.newest,
    timeoutMs: DRAWN_WITHIN_MS,
  });
  const [tappedAt, { found, at }] = await Promise.all([visitor.taps(tap), drawn]);
  customer.pictureId = found.id;
  return { tappedAt, seenAt: at };
};

export const perMinute = async (customers: readonly Customer[]): Promise<number> => {
  const drawn = await Promise.all(customers.map(order));
  const first = Math.min(...drawn.map(({ tappedAt }) => tappedAt));
  const last = Math.max(...drawn.map(({ seenAt }) => seenAt));
  return (customers.length / (last - first)) * MS_PER_MINUTE;
};

/** Leads every customer to the screen with the price again. */
export const ready = async (product: Product, customers: readonly Customer[]): Promise<void> => {
  await product.isQuiet();
  await Promise.all(
    customers.map(async (customer) => (customer.tap = await upToThePrice(customer.visitor, customer.pictureId))),
  );
  await product.isQuiet();
};

export const gathered = async (product: Product, size: number): Promise<Customer[]> => {
  const visitors = await customersOf(product, size);
  const customers = await Promise.all(visitors.map(async (visitor) => ({ visitor, tap: await upToThePrice(visitor) })));
  await product.isQuiet();
  return customers;
};

const rawStack = async (
  bench: Bench,
  product: Product,
  size: number,
  { looks }: Pick<WholeOrdersTold, 'looks'>,
): Promise<Customer[]> => {
  const name = looks ? 'looks' : 'unseen';
  const { servers, telegram, fal } = product;
  const told: WholeOrdersTold = {
    looks,
    token: TOKENS[name],
    apiRoot: telegram.url,
    databaseUrl: await emptyDatabase(servers.postgresUrl, `bench_orders_${name}`),
    redisUrl: servers.redisUrl,
    falUrl: fal.url,
    openAi: { apiKey: product.setting('OPENAI_API_KEY'), baseURL: product.setting('OPENAI_BASE_URL') },
    s3: {
      endpoint: product.setting('MINIO_ENDPOINT'),
      accessKeyId: product.setting('MINIO_ACCESS_KEY'),
      secretAccessKey: product.setting('MINIO_SECRET_KEY'),
    },
  };
  bench.keep(await startBaseline('whole-orders', told));
  return Promise.all(
    Array.from({ length: size }, async () => {
      const visitor = new Visitor(telegram.bot(TOKENS[name]));
      await visitor.asks('/start');
      return { visitor, tap: await visitor.finds(/Draw!/) };
    }),
  );
};

/** Times orders while others wait in a queue before FAL: waiting orders must not slow down running ones. */
export const waiting: Measure = {
  name: 'waiting',
  about: 'orders that wait for one of two slots at FAL',
  async run(bench) {
    const product = await bench.product('queued');
    product.fal.takesMs = PICTURE_TAKES_MS;
    const size = bench.isQuick ? 12 : WAITING;
    const customers = await gathered(product, size);
    const { values } = await inTurns(
      async () => {
        const rate = await perMinute(customers);
        await ready(product, customers);
        return rate;
      },
      [],
      { ...bench.rounds(4, 40_000), warmUps: 0 },
    );
    const bound = (2 / PICTURE_TAKES_MS) * MS_PER_MINUTE;
    return [
      {
        name: `orders while ${size} wait for two slots at FAL of ${PICTURE_TAKES_MS} ms`,
        unit: '/min',
        values,
        baselines: [{ name: "the slots' own bound", kind: 'lower bound', values: values.map(() => bound) }],
        goal: 'as without a queue',
      },
    ];
  },
};
