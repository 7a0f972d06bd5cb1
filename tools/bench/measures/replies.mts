import { setTimeout as delay } from 'node:timers/promises';
import { startBaseline } from '../baselines/process.mts';
import type { InstantBot } from '../instant/telegram.mts';
import { emptyDatabase } from '../product/servers.mts';
import { inTurns, type Side } from '../figures/turns.mts';
import { Visitor } from '../product/visitor.mts';
import { visitorsOf } from '../product/customers.mts';
import type { Bench, Measure } from './measure.mts';

/** Telegram takes about this many messages a second from one bot; the gateway sends no faster. */
const PER_SECOND = 30;
const CROWD = 200;
const CROWD_QUICK = 40;
/** A little longer than the window in which the gateway counts its calls. */
const SLIDING_WINDOW_MS = 1_100;
const ECHO = '7000002:telegraf';
const SHIPPED = '7000003:telegraf-and-postgres';

/** Times answers: those to one person, and those to many people who write at once. */
export const replies: Measure = {
  name: 'replies',
  about: 'a person writes, and reads the answer',
  async run(bench) {
    const { visitors, sides } = await everybody(bench);
    const [visitor] = visitors;
    if (!visitor) throw new RangeError('nobody writes');
    const one = await inTurns(
      () => visitor.asks('/menu'),
      sides((talkers) => (talkers[0] as Visitor).asks('/menu')),
      bench.rounds(40, 12_000),
    );
    const all = await inTurns(
      () => untilAllAnswered(visitors),
      sides((talkers) => untilAllAnswered(talkers)),
      bench.rounds(5, 15_000),
    );
    return [
      {
        name: 'update → reply, one person',
        unit: 'ms',
        ...one,
        goal: '≤ 1.4 × shipped',
      },
      {
        name: `update → last reply, ${visitors.length} people at once, pace lifted`,
        unit: 'ms',
        ...all,
        note: `both sides unlimited; as shipped the gateway keeps Telegram's limits, see \`npm run bench crowd\``,
      },
    ];
  },
};

/** Times answers while Telegram's limits hold: no bot can answer faster than they allow, so the figure is the time beyond that bound. */
export const crowd: Measure = {
  name: 'crowd',
  about: `${CROWD} people write at once, and Telegram's limits are kept`,
  async run(bench) {
    const product = await bench.product('shipped');
    const size = bench.isQuick ? CROWD_QUICK : CROWD;
    const visitors = await visitorsOf(product, size);
    const bound = Math.floor((size - 1) / PER_SECOND);
    const { bot } = product;
    const before = bot.pacedCalls.length;
    let answered = 0;
    const { values } = await inTurns(
      async () => {
        await product.isQuiet();
        await delay(SLIDING_WINDOW_MS); // the bound is that of a gateway which has sent nothing for a second
        answered += size;
        return (await untilAllAnswered(visitors)) / 1_000 - bound;
      },
      [],
      { ...bench.rounds(2, 40_000), warmUps: 0 },
    );
    return [
      {
        name: `${size} people at once, last reply after the bound of ${bound} s`,
        unit: 's',
        values,
        goal: '≤ 0.3 s',
        note: `with ${PER_SECOND} messages in any sliding second, call ${size} comes no sooner after the first than the bound`,
      },
      {
        name: 'Telegram calls in any sliding second',
        unit: 'calls',
        values: [mostInOneSecond(bot, before)],
        goal: `≤ ${PER_SECOND}`,
      },
      {
        name: 'paced Telegram calls a screen',
        unit: 'calls',
        values: [(bot.pacedCalls.length - before) / answered],
        goal: '1',
      },
    ];
  },
};

const everybody = async (bench: Bench) => {
  const product = await bench.product('lifted');
  const { telegram, servers } = product;
  const databaseUrl = await emptyDatabase(servers.postgresUrl, 'bench_telegraf');
  const bot = { apiRoot: telegram.url };
  bench.keep(await startBaseline('telegraf', { ...bot, token: ECHO }));
  bench.keep(await startBaseline('telegraf', { ...bot, token: SHIPPED, databaseUrl }));
  const size = bench.isQuick ? 20 : CROWD;
  const talkers = (token: string): Visitor[] => Array.from({ length: size }, () => new Visitor(telegram.bot(token)));
  const [echoed, shipped] = [talkers(ECHO), talkers(SHIPPED)];
  const visitors = await visitorsOf(product, size);
  return {
    visitors,
    sides: (ask: (talkers: readonly Visitor[]) => Promise<number>): Side[] => [
      { name: 'telegraf without a database', kind: 'lower bound', measure: () => ask(echoed) },
      {
        name: 'telegraf + one Postgres transaction',
        kind: 'shipped',
        measure: async () => {
          await product.isQuiet(); // the work that our product does after its answers must not slow down the baseline
          return ask(shipped);
        },
      },
    ],
  };
};

const untilAllAnswered = async (visitors: readonly Visitor[]): Promise<number> =>
  Math.max(...(await Promise.all(visitors.map((visitor) => visitor.asks('/menu')))));

/** The largest number of paced calls within any second, from the given call on. */
const mostInOneSecond = ({ pacedCalls }: InstantBot, from = 0): number => {
  const times = pacedCalls.slice(from).map(({ at }) => at);
  let first = 0;
  let most = 0;
  for (const [place, at] of times.entries()) {
    while (at - (times[first] ?? at) >= 1_000) first += 1;
    most = Math.max(most, place - first + 1);
  }
  return most;
};
