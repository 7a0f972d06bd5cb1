import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { scratchDirectory } from '@aisha/embedded';
import type { Person } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { Product, type Fake } from '../src/product';
import { leavesOnlyOwnedFiles } from '../src/storage-listing';
import { Dice } from './dice';
import { findings, stillOnTheWay, stillOpen, unconfirmedTimeOut } from './invariants';
import { live, type Ordered } from './people';
import { faults, kills, silences } from './troubles';

/** Reads an option of `npm run chaos`; its defaults stand there. */
const told = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: use npm run chaos`);
  return value;
};
/** Everything that was broken comes right within this. */
const QUIET = { timeoutMs: 600_000 };
/** While a run comes to rest. */
const TELL_EVERY_MS = 60_000;
const FAKES: readonly Fake[] = ['telegram', 'fal', 'openai', 's3'];

/** The folder where the apps work on files; other processes of this machine have their own. */
const temporary = scratchDirectory('aisha-chaos-');
let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start(
    {
      WELCOME_CREDITS: '20000',
      SANDBOX_TIME_SCALE: '0.03',
      LORA_PROBE: 'true',
      FAL_CONCURRENCY: '4',
      GENERATION_TIMEOUT_MS: '30000',
      FREE_SECONDS_OF_SPEECH_A_DAY: '60',
      MAX_OPEN_ORDERS: '10',
      TMPDIR: temporary,
    },
    { isWithoutRedis: told('CHAOS_QUEUE') === 'postgres' },
  );
}, 600_000);
afterAll(async () => {
  await aisha?.stop();
  rmSync(temporary, { recursive: true, force: true });
}, 120_000);

it('the product comes to rest with everything in order, whatever was killed, broken and asked at once', async () => {
  const dice = new Dice(Number(told('CHAOS_SEED')), 'chaos');
  const until = Date.now() + Number(told('CHAOS_MINUTES')) * 60_000;
  const assistants = Math.ceil(Number(told('CHAOS_PEOPLE')) * 0.75);
  const people = { assistants, artists: Number(told('CHAOS_PEOPLE')) - assistants };
  const happened = new Map<string, number>();
  const tell = (what: string): void => {
    happened.set(what, (happened.get(what) ?? 0) + 1);
  };
  const ordered: Ordered[] = [];
  const everybody: Person[] = [];

  await Promise.all([
    live(aisha, people, { until, dice, ordered, everybody, tell }),
    kills(aisha, { until, dice: dice.of('kills'), tell }),
    silences(aisha, { until, dice: dice.of('silences'), tell }),
    faults(aisha, { until, dice: dice.of('faults'), tell }),
  ]);
  for (const fake of FAKES) await aisha.repairs(fake);
  const quietFrom = Date.now();
  let toldAt = 0;
  await eventually(async () => {
    const still = [...(await stillOpen(aisha)), ...(await stillOnTheWay(aisha))];
    if (still.length > 0 && Date.now() - toldAt > TELL_EVERY_MS) {
      toldAt = Date.now();
      if (toldAt - quietFrom > TELL_EVERY_MS) await unconfirmedTimeOut(aisha); // FAL's callbacks have had their minute
      process.stdout.write(`${Math.round((toldAt - quietFrom) / 1_000)} s: ${still.join(', ')}\n`);
    }
    return still.length === 0;
  }, QUIET).catch(() => undefined); // processes that still run are found below, by their names
  const quietSeconds = Math.round((Date.now() - quietFrom) / 1_000);
  process.stdout.write(
    `${[...happened]
      .sort()
      .map(([what, times]) => `${String(times).padStart(5)} ${what}`)
      .join('\n')}\n${ordered.length} orders of ${everybody.length} people; at rest after ${quietSeconds} s\n`,
  );

  const found = await findings(aisha, { ordered, everybody, temporary });
  expect(Object.fromEntries(Object.entries(found).filter(([, what]) => what.length > 0))).toEqual({});
  await leavesOnlyOwnedFiles(aisha);
});
