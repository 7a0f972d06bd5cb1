import { setTimeout as pause } from 'node:timers/promises';
import { FAL_FAULTS } from '@aisha/fakes/fal';
import { OPENAI_FAULTS } from '@aisha/fakes/openai';
import type { Fake, Product } from '../src/product';
import type { Dice } from './dice';

const APPS = [
  'bot-gateway',
  'billing',
  'avatar-trainer',
  'image-generator',
  'transcriber',
  'photo-enhancer',
  'webhook-receiver',
];
/** The launcher starts an app again within seconds; one that is killed as it starts would never be there. */
const APP_LIVES_MS = 20_000;
/** The longest time between two kills. */
const KILL_EVERY_MS = 12_000;
const BREAK_EVERY_MS = 2_500;
/** The share of kills that hit a server; another share makes a provider go away for a while. */
const SHARE_OF_SERVERS = 0.08;
const SHARE_OF_OUTAGES = 0.08;
const OUTAGE_LASTS_MS = 15_000;
/** How often a process falls silent, and for how long: longer than who waits for it is patient, so that others take its work over. */
const SILENCE_EVERY_MS = 20_000;
const SILENCE_LASTS_MS = 12_000;

/**
 * Faults that pass: what they break once or twice comes right by itself, or costs no person anything. `never` ones would make a run end by
 * its time-outs.
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
  /** Tells the reader of the run what was done. */
  readonly tell: (what: string) => void;
}

/** kill -9 of an app every few seconds, now and then of a server; now and then a provider is away. */
export const kills = async (product: Product, { until, dice, tell }: Troubles): Promise<void> => {
  const killedAt = new Map<string, number>();
  while (Date.now() < until) {
    await pause(KILL_EVERY_MS * (0.3 + dice.number(0.7)));
    const [kind, chosen, outage] = [dice.number(1), dice.oneOf(APPS), dice.oneOf(OUTAGES)];
    const server = dice.oneOf(['redis', 'postgres'] as const);
    if (kind < SHARE_OF_SERVERS) {
      if (await product.killsServer(server)) tell(`kill ${server}`);
    } else if (kind < SHARE_OF_SERVERS + SHARE_OF_OUTAGES) {
      tell(`outage ${outage.join(' ')}`);
      await product.breaks(outage[0], { on: outage[1], kind: '503', times: 1_000 });
      await pause(OUTAGE_LASTS_MS);
      await product.repairs(outage[0]);
    } else if (Date.now() - (killedAt.get(chosen) ?? 0) > APP_LIVES_MS) {
      killedAt.set(chosen, Date.now());
      if (killed(product.appNamed(chosen).pid)) tell(`kill ${chosen}`);
    }
  }
};

/**
 * An app or Redis falls silent and comes back as if nothing had been: its connections stay, and nobody is told. So it is where a network is cut, a
 * machine swaps or is moved; what the process does first when it is back rests on what was true before.
 */
export const silences = async (product: Product, { until, dice, tell }: Troubles): Promise<void> => {
  while (Date.now() < until) {
    await pause(SILENCE_EVERY_MS * (0.3 + dice.number(0.7)));
    const name = dice.oneOf([...APPS, 'redis']);
    const resume = await product.silences(name);
    if (!resume) continue;
    tell(`silence ${name}`);
    await pause(SILENCE_LASTS_MS * (0.5 + dice.number(0.5)));
    resume();
  }
};

/** The process may be on its way back from the kill before. */
const killed = (pid: number): boolean => {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
};

/** A provider, storage or Telegram does something wrong once or twice. */
export const faults = async (product: Product, { until, dice, tell }: Troubles): Promise<void> => {
  while (Date.now() < until) {
    await pause(BREAK_EVERY_MS);
    const [fake, { on, kinds, with: besides }] = dice.oneOf(PASSING);
    const kind = dice.oneOf(kinds);
    await product.breaks(fake, { ...(on && { on }), kind, times: 1 + Math.floor(dice.number(2)), ...besides });
    tell(`fault ${fake} ${on ?? ''} ${kind}`.replace('  ', ' '));
  }
};
