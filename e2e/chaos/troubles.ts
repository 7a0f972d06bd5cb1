import { setTimeout as pause } from 'node:timers/promises';
import { FAL_FAULTS } from '@aisha/fakes/fal';
import { OPENAI_FAULTS } from '@aisha/fakes/openai';
import type { NetworkState } from '@aisha/testing/relay';
import type { Fake, Product } from '../src/product';
import type { Dice } from './dice';
import type { DiskName, Disks } from './disks';
import { canClocksJump, PLACES, type Replicas } from './replicas';

/**
 * How long an app must have lived before it is killed. A supervisor starts an app within seconds, and an app that was killed at each start
 * would never work.
 */
const APP_LIVES_MS = 20_000;
/** The longest time between two kills. */
const KILL_EVERY_MS = 30_000;
const BREAK_EVERY_MS = 2_500;
/** The share of kills that hit a server. Another share makes a provider go away for a while instead. */
const SHARE_OF_SERVERS = 0.1;
const SHARE_OF_OUTAGES = 0.1;
const OUTAGE_LASTS_MS = 15_000;
/**
 * The longest time until a process falls silent again, and the longest silence. A long silence outlasts the timeouts of other processes, so
 * that these take over its work.
 */
const SILENCE_EVERY_MS = 40_000;
const SILENCE_LASTS_MS = 12_000;
/**
 * The longest time until a network breaks again, and the longest break. Seven of ten breaks are between one app and one service; the others
 * are between one app and all services, one service and all apps, or the callers and the apps.
 */
const CUT_EVERY_MS = 25_000;
const CUT_LASTS_MS = 30_000;
const SHARE_OF_WIDE_CUTS = 0.3;
const BROKEN = ['cut', 'silent', 'slow'] as const satisfies readonly NetworkState[];
/**
 * The longest time until a disk is full again, and for how long it is full. A full disk stops Postgres and Redis, but for a shorter time
 * than a supervisor waits before it gives them up.
 */
const FILL_EVERY_MS = 90_000;
const FULL_FOR_MS: Readonly<Record<DiskName, number>> = {
  temporary: 20_000,
  storage: 20_000,
  redis: 15_000,
  postgres: 10_000,
};
const SLOW_EVERY_MS = 120_000;
const SLOW_LASTS_MS = 15_000;
/** Jumps of a clock, in seconds, as a bad time server, a resumed machine or an operator's mistake causes them. */
const JUMPS_S = [-86_400, -3_600, -600, -60, -5, 5, 60, 600, 3_600, 86_400];
const JUMP_EVERY_MS = 30_000;
const JUMP_LASTS_MS = 40_000;

/**
 * Faults from which the product recovers by itself, at no cost to a person. Faults that give no answer at all are not among them, because a
 * run would wait for the timeouts.
 */
const PASSING: readonly (readonly [
  Fake,
  { readonly on?: string; readonly kinds: readonly string[]; readonly with?: object },
])[] = [
  ['fal', { on: 'submit', kinds: ['429', '500', '503', 'accept-then-reset', '502-html', 'reset'] }],
  ['fal', { on: 'status', kinds: ['500', '429', 'cut', 'reset'] }],
  ['fal', { on: 'result', kinds: ['500', 'cut', 'malformed'] }],
  ['fal', { on: 'cancel', kinds: ['500', 'reset', 'too-late'] }],
  ['fal', { on: 'storage', kinds: ['500', 'reset'] }],
  ['fal', { on: 'cdn', kinds: ['500', 'cut', 'reset'] }],
  ['fal', { on: 'job', kinds: ['fail', 'nsfw', 'fewer', 'stranger', 'broken'] }],
  [
    'fal',
    {
      on: 'webhook',
      kinds: ['lost', 'duplicate', 'late', 'early', 'forged', 'stale', 'null-payload'],
      with: { delayMs: 4_000 },
    },
  ],
  ['openai', { on: 'responses', kinds: ['429', '500', 'reset', 'incomplete', 'unsupported', 'cut'] }],
  ['openai', { on: 'transcriptions', kinds: ['429', '500', 'reset', 'loop', 'invented', 'empty'] }],
  ['openai', { on: 'speech', kinds: ['429', '500', 'cut', 'html-page'] }],
  ['openai', { on: 'moderations', kinds: ['500', '429'] }],
  ['s3', { on: 'put', kinds: ['cut', 'reset', 'accept-then-reset', 'slow'], with: { delayMs: 2_000 } }],
  ['s3', { on: 'get', kinds: ['half', 'cut', 'reset'] }],
  ['s3', { on: 'remove', kinds: ['reset'] }],
  ['telegram', { kinds: ['429', '502-html', 'reset', 'cut'], with: { retryAfter: 1 } }],
];
const OUTAGES: readonly (readonly [Fake, string])[] = [
  ...(Object.keys(FAL_FAULTS) as (keyof typeof FAL_FAULTS)[])
    .filter((door) => (FAL_FAULTS[door] as readonly string[]).includes('503'))
    .map((door) => ['fal', door] as const),
  ...Object.keys(OPENAI_FAULTS).map((door) => ['openai', door] as const),
];

export interface Troubles {
  readonly until: number;
  readonly dice: Dice;
  /** Tells the reader of the run what was broken. */
  readonly tell: (what: string) => void;
}

const again = async (everyMs: number, { until, dice, tell }: Troubles, does: () => Promise<void>): Promise<void> => {
  while (Date.now() < until) {
    await pause(everyMs * (0.3 + dice.number(0.7)));
    if (Date.now() < until) await does().catch((error: Error) => tell(`not done: ${error.message.slice(0, 120)}`));
  }
};

/** Kills an app, or sometimes a server, every 9 to 30 seconds. Sometimes makes a provider go away instead. */
export const kills = (product: Product, { all }: Replicas, troubles: Troubles): Promise<void> => {
  const { dice, tell } = troubles;
  return again(KILL_EVERY_MS, troubles, async () => {
    const [kind, chosen, outage] = [dice.number(1), dice.oneOf(all), dice.oneOf(OUTAGES)];
    const server = dice.oneOf(['redis', 'postgres'] as const);
    if (kind < SHARE_OF_SERVERS) {
      if (await product.killsServer(server).catch(() => false)) tell(`kill ${server}`); // the server may still be starting after an earlier kill
    } else if (kind < SHARE_OF_SERVERS + SHARE_OF_OUTAGES) {
      tell(`outage ${outage.join(' ')}`);
      await product.breaks(outage[0], { on: outage[1], kind: '503', times: 1_000 });
      await pause(OUTAGE_LASTS_MS);
      await product.repairs(outage[0]);
    } else if (chosen.ageMs > APP_LIVES_MS && chosen.signals('SIGKILL')) tell(`kill ${chosen.app}`);
  });
};

/**
 * Stops an app or Redis for a while, as when its machine swaps or is moved. Its connections stay, and it continues without noticing the
 * gap, with knowledge that may be out of date.
 */
export const silences = (product: Product, { all }: Replicas, troubles: Troubles): Promise<void> => {
  const { dice, tell } = troubles;
  return again(SILENCE_EVERY_MS, troubles, async () => {
    const chosen = dice.oneOf([...all, 'redis' as const]);
    const resume =
      chosen === 'redis'
        ? await product.silences('redis').catch(() => undefined)
        : chosen.signals('SIGSTOP') && (() => chosen.signals('SIGCONT'));
    if (!resume) return;
    tell(`silence ${chosen === 'redis' ? chosen : chosen.app}`);
    await pause(SILENCE_LASTS_MS * (0.5 + dice.number(0.5)));
    resume();
  });
};

/**
 * Breaks a network for a while: it is cut, silent or slow. The network is one between an app and a service, an app and all services, a
 * service and all apps, or the callers and the apps.
 */
export const cuts = (replicas: Replicas, troubles: Troubles): Promise<void> => {
  const { dice, tell } = troubles;
  return again(CUT_EVERY_MS, troubles, async () => {
    const [state, chosen, place, kind] = [
      dice.oneOf(BROKEN),
      dice.oneOf(replicas.all),
      dice.oneOf(PLACES),
      dice.number(1),
    ];
    const lasts = CUT_LASTS_MS * (0.2 + dice.number(0.8));
    const becomes = (how: NetworkState): void => {
      if (kind < SHARE_OF_WIDE_CUTS / 3) for (const each of PLACES) chosen.network(each, how);
      else if (kind < (2 * SHARE_OF_WIDE_CUTS) / 3) for (const each of replicas.all) each.network(place, how);
      else if (kind < SHARE_OF_WIDE_CUTS) for (const way of replicas.waysIn) way.becomes(how);
      else chosen.network(place, how);
    };
    becomes(state);
    tell(
      `network ${state}: ${
        kind < SHARE_OF_WIDE_CUTS / 3
          ? `${chosen.app} and everything`
          : kind < (2 * SHARE_OF_WIDE_CUTS) / 3
            ? `all apps and ${place}`
            : kind < SHARE_OF_WIDE_CUTS
              ? 'callers and our ports'
              : `${chosen.app} and ${place}`
      }`,
    );
    await pause(lasts);
    becomes('open');
  });
};

/** Fills a disk for a while. */
export const fills = async (disks: Disks, troubles: Troubles): Promise<void> => {
  const { dice, tell } = troubles;
  if (disks.names.length === 0) return tell('not tried: full disks, which only root can make');
  return again(FILL_EVERY_MS, troubles, async () => {
    const name = dice.oneOf(disks.names);
    if (!disks.fills(name)) return tell(`not filled: disk of ${name}`);
    tell(`full disk: ${name}`);
    await pause(FULL_FOR_MS[name]);
    disks.frees(name);
  });
};

/** Slows Postgres' disk for a while: each `fsync` takes half a second. */
export const slows = async (product: Product, disks: Disks, troubles: Troubles): Promise<void> => {
  const { tell } = troubles;
  if (!disks.canBeSlow) return tell('not tried: a slow disk, which only root can make, of a cgroup of blkio');
  return again(SLOW_EVERY_MS, troubles, async () => {
    const pid = await product.pidOfPostgres().catch(() => undefined);
    if (pid === undefined) return; // Postgres is just being started again
    disks.keeps(pid);
    disks.isSlow(true);
    tell('slow disk: postgres');
    await pause(SLOW_LASTS_MS);
    disks.isSlow(false);
  });
};

/** Makes the clock of an app jump, and after a while jump back. */
export const jumps = async ({ all }: Replicas, troubles: Troubles): Promise<void> => {
  const { dice, tell } = troubles;
  if (!canClocksJump) return tell('not tried: clocks that jump, without libfaketime');
  return again(JUMP_EVERY_MS, troubles, async () => {
    const [chosen, seconds] = [dice.oneOf(all), dice.oneOf(JUMPS_S)];
    chosen.clockIs(seconds);
    tell(`clock jump: ${seconds > 0 ? '+' : ''}${seconds} s`);
    await pause(JUMP_LASTS_MS * (0.3 + dice.number(0.7)));
    chosen.clockIs(0);
  });
};

/** Every 2.5 s a provider, the storage or Telegram is made to give one or two wrong answers. */
export const faults = async (product: Product, { until, dice, tell }: Troubles): Promise<void> => {
  while (Date.now() < until) {
    await pause(BREAK_EVERY_MS);
    const [fake, { on, kinds, with: besides }] = dice.oneOf(PASSING);
    const kind = dice.oneOf(kinds);
    await product
      .breaks(fake, { ...(on && { on }), kind, times: 1 + Math.floor(dice.number(2)), ...besides })
      .then(() => tell(`fault ${fake} ${on ?? ''} ${kind}`.replace('  ', ' ')))
      .catch((error: Error) => tell(`not done: ${error.message.slice(0, 120)}`));
  }
};
