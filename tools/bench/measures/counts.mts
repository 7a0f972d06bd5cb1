import { Counters, type Counted } from '../figures/counters.mts';
import { setTimeout as pause } from 'node:timers/promises';
import { customersOf, upToThePrice, visitorsOf } from '../product/customers.mts';
import type { Figure } from '../figures/figure.mts';
import { everyMinute, listOf, perPiece, type SentStatement } from '../product/statement-log.mts';
import type { Measure } from './measure.mts';

const SCREENS = 20;
const ORDERS = 10;
/**
 * How many orders are listed with their statements, one after another. For LEAVES_MS after each order its later statements are listed, too.
 */
const LISTED = 3;
const LEAVES_MS = 2_500;
/** How long the statements of the product at rest are listed: longer than what runs once a minute pauses. */
const RESTS_MS = 61_000;

/** Counts the statements, commits, flushes and Telegram calls of a screen and of an order, which are the same on a slow or busy machine. */
export const counts: Measure = {
  name: 'counts',
  about: 'statements, commits, flushes and Telegram calls of a screen, of an order, and at rest',
  async run(bench) {
    const product = await bench.product('lifted');
    const { bot } = product;
    const [reader] = await visitorsOf(product, 1);
    const customers = await customersOf(product, ORDERS + (bench.listsStatements ? LISTED : 0));
    if (!reader) throw new RangeError('nobody writes');
    await reader.asks('/menu');
    const taps = await Promise.all(customers.map((customer) => upToThePrice(customer)));
    await product.isQuiet();

    const counters = await Counters.open(product.servers.postgresUrl, bench.isQuick);
    try {
      const idle = await counters.atRest();
      const callsOf = async (count: number, work: () => Promise<unknown>): Promise<[Counted, number]> => {
        const before = bot.pacedCalls.length;
        const counted = await counters.each(count, work);
        return [counted, (bot.pacedCalls.length - before) / count];
      };
      const screen = await callsOf(SCREENS, async () => {
        for (let time = 0; time < SCREENS; time += 1) {
          await reader.asks('/menu');
          await product.isQuiet();
        }
      });
      const drawFor = async (place: number): Promise<void> => {
        const [customer, tap] = [customers[place]!, taps[place]!];
        const drawn = customer.sees('a picture', ({ isPicture }) => isPicture, { after: customer.newest });
        await customer.taps(tap);
        await drawn;
        await product.isQuiet();
      };
      const order = await callsOf(ORDERS, async () => {
        for (let place = 0; place < ORDERS; place += 1) await drawFor(place);
      });
      const listed: Figure[] = [];
      if (bench.listsStatements) {
        const { servers } = product;
        const restsMs = bench.isQuick ? LEAVES_MS : RESTS_MS;
        const atRest = await servers.statementsOf(() => pause(restsMs));
        bench.say(`At rest, a minute:\n${everyMinute(atRest, restsMs)}\nAn order:`);
        const all: SentStatement[] = [];
        for (let place = ORDERS; place < ORDERS + LISTED; place += 1) {
          const sent = await servers.statementsOf(() => drawFor(place).then(() => pause(LEAVES_MS)));
          if (place === ORDERS) bench.say(listOf(sent));
          all.push(...sent);
        }
        for (const [purpose, value] of perPiece(all, atRest, LISTED))
          listed.push(count(`of an order: ${purpose}`, value));
      }
      const restGoal = bench.queue === 'redis' ? '≤ 6' : '≤ 20';
      return [
        count('a screen: statements', screen[0].statements, '≤ 14'),
        count('a screen: commits that change something', screen[0].commits),
        count('a screen: flushes of the log', screen[0].flushes),
        count('a screen: paced Telegram calls', screen[1], '1'),
        count('an order: statements', order[0].statements, bench.queue === 'redis' ? '≤ 60' : '≤ 95'),
        count('an order: commits that change something', order[0].commits, bench.queue === 'redis' ? '≤ 14' : '≤ 28'),
        count('an order: flushes of the log', order[0].flushes, '≤ 12'),
        count('an order: paced Telegram calls', order[1], '≤ 5'),
        count('at rest, all apps: statements a second', idle.statements, restGoal),
        count('at rest, all apps: commits a second', idle.commits),
        ...listed,
      ];
    } finally {
      await counters.close();
    }
  },
};

const count = (name: string, value: number, goal?: string): Figure => ({
  name,
  unit: '',
  values: [value],
  ...(goal !== undefined && { goal }),
});
