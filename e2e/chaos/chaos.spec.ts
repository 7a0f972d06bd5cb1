import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { scratchDirectory } from '@aisha/embedded';
import type { Person } from '@aisha/fakes/telegram';
import { credits } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { PROMO } from './balances';
import { Product, type Fake } from '../src/product';
import { leavesOnlyOwnedFiles } from '../src/storage-listing';
import { Dice } from './dice';
import { Disks } from './disks';
import {
  cameTwice,
  deadLetters,
  deletedWhileWaiting,
  findings,
  stillOnTheWay,
  stillOpen,
  unconfirmedTimeOut,
} from './invariants';
import { live, type Ordered } from './people';
import { Replicas } from './replicas';
import { report } from './report';
import { cuts, faults, fills, jumps, kills, silences, slows } from './troubles';

/** Reads an option of `npm run chaos`; that command sets the defaults. */
const told = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: use npm run chaos`);
  return value;
};
/** Once nothing more breaks, the product recovers within this time. */
const QUIET = { timeoutMs: 900_000, everyMs: 1_000 };
/** How often the run reports its progress. */
const TELL_EVERY_MS = 60_000;
/** People come in the first sixth of a run. */
const SHARE_OF_ARRIVALS = 1 / 6;
const SHARE_OF_ASSISTANTS = 0.85;
const FAKES: readonly Fake[] = ['telegram', 'fal', 'openai', 's3'];

/** What each newcomer gets, in credits. */
const WELCOME = 20_000;

/** The folder for the apps' temporary files, so that other processes' files are not counted. */
const temporary = scratchDirectory('aisha-chaos-');
const disks = new Disks(temporary, told('CHAOS_MOUNTS') === 'true');
let aisha: Product;
let replicas: Replicas | undefined;
beforeAll(async () => {
  aisha = await Product.start(
    {
      WELCOME_CREDITS: String(WELCOME),
      SANDBOX_TIME_SCALE: '0.03',
      LORA_PROBE: 'true',
      FAL_CONCURRENCY: '4',
      GENERATION_TIMEOUT_MS: '30000',
      FREE_SECONDS_OF_SPEECH_A_DAY: '60',
      MAX_OPEN_ORDERS: '10',
      ORDERS_DISPATCH_MS: '1000',
      DATABASE_POOL: '4', // fourteen processes and those that were killed share one Postgres
      TMPDIR: temporary,
    },
    {
      isWithoutRedis: told('CHAOS_QUEUE') === 'postgres',
      isWithoutApps: true,
      prepares: (stateDir) => disks.mount(stateDir),
      ended: () => disks.unmount(),
    },
  );
  disks.watches(await aisha.pidOfPostgres());
  replicas = await Replicas.start(aisha, Number(told('CHAOS_REPLICAS')));
}, 900_000);
afterAll(async () => {
  await replicas?.stop();
  await aisha?.stop();
  disks.unmount(); // even when the start failed
  rmSync(temporary, { recursive: true, force: true });
}, 180_000);

it('the product comes to rest with everything in order after kills, broken networks, full and slow disks, clock jumps and many orders at once', async () => {
  const dice = new Dice(Number(told('CHAOS_SEED')), 'chaos');
  await eventually(async () => {
    const by = ['--operator', 'olga', '--reason', 'chaos', '--yes'];
    await aisha.operates(['promo', 'make', PROMO.code, '--credits', String(PROMO.credits / 100n), ...by]);
    return (await aisha.sql('SELECT FROM billing.promo WHERE code = $1', [PROMO.code])).length > 0;
  }, QUIET);
  const lastsMs = Number(told('CHAOS_MINUTES')) * 60_000;
  const until = Date.now() + lastsMs;
  const assistants = Math.ceil(Number(told('CHAOS_PEOPLE')) * SHARE_OF_ASSISTANTS);
  const people = { assistants, artists: Number(told('CHAOS_PEOPLE')) - assistants };
  const happened = new Map<string, number>();
  const tell = (what: string): void => {
    happened.set(what, (happened.get(what) ?? 0) + 1);
  };
  const ordered: Ordered[] = [];
  const everybody: Person[] = [];
  const troublesOf = (name: string) => ({ until, dice: dice.of(name), tell });
  const telling = setInterval(() => {
    const planted = [...happened].filter(([what]) => /^(kill|silence|network|full|slow|clock)/.test(what));
    process.stdout.write(
      `${Math.round((lastsMs - (until - Date.now())) / 60_000)} min: ${everybody.length} people, ${ordered.length} orders, ` +
        `${planted.reduce((sum, [, times]) => sum + times, 0)} kills, silences, cuts, disks and clocks\n`,
    );
  }, TELL_EVERY_MS);

  await Promise.all([
    live(aisha, people, {
      until,
      dice,
      ordered,
      everybody,
      tell,
      arriveWithinMs: lastsMs * SHARE_OF_ARRIVALS,
      longestThoughtMs: Number(told('CHAOS_THOUGHT_SECONDS')) * 1_000,
    }),
    kills(aisha, replicas!, troublesOf('kills')),
    silences(aisha, replicas!, troublesOf('silences')),
    cuts(replicas!, troublesOf('cuts')),
    fills(disks, troublesOf('fills')),
    slows(aisha, disks, troublesOf('slows')),
    jumps(replicas!, troublesOf('jumps')),
    faults(aisha, troublesOf('faults')),
  ]);
  clearInterval(telling);
  for (const fake of FAKES) await aisha.repairs(fake);
  replicas!.comeRight();
  disks.comeRight();

  const quietFrom = Date.now();
  let toldAt = 0;
  await eventually(async () => {
    const still = [...(await stillOpen(aisha)), ...(await stillOnTheWay(aisha))];
    if (still.length > 0 && Date.now() - toldAt > TELL_EVERY_MS) {
      toldAt = Date.now();
      if (toldAt - quietFrom > TELL_EVERY_MS) await unconfirmedTimeOut(aisha); // FAL has had a minute to call back
      process.stdout.write(`${Math.round((toldAt - quietFrom) / 1_000)} s: ${still.slice(0, 40).join(', ')}\n`);
    }
    return still.length === 0;
  }, QUIET).catch(() => undefined); // the checks below name the orders that are still open
  const restedAfterS = Math.round((Date.now() - quietFrom) / 1_000);

  const found = await findings(aisha, { ordered, everybody, temporary, welcome: credits(WELCOME) });
  process.stdout.write(
    await report(aisha, {
      happened,
      ordered,
      people: everybody.length,
      found,
      restedAfterS,
      cameTwice: await cameTwice(aisha, everybody),
      askedForAgain: (await deadLetters(aisha, 'told')).length,
      deletedMeanwhile: (await deletedWhileWaiting(aisha)).length,
    }),
  );
  for (const [what, rows] of Object.entries(found))
    for (const row of rows.slice(0, 20)) process.stdout.write(`broken: ${what}: ${JSON.stringify(row)}\n`);
  expect(Object.fromEntries(Object.entries(found).filter(([, what]) => what.length > 0))).toEqual({});
  await leavesOnlyOwnedFiles(aisha, (app) => replicas!.kills(app));
});
