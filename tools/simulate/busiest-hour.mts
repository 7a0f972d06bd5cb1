import { Chance } from './chance.mts';
import { serversFor } from './erlang.mts';
import type { Assumed } from './service-times.mts';
import { Simulation, Station } from './simulation.mts';

/** A month of 30.4 days. */
const SECONDS_A_MONTH = 30.4 * 86_400;
/** How many orders of a picture a run measures: the waits of two such runs differ by a few per cent. */
const ORDERS_MEASURED = 20_000;
const MEASURED_SECONDS_AT_LEAST = 600;
/** The search for slots adds slots at most this many times, until nine of ten orders wait no longer than the goal. */
const TRIES = 20;
const MORE_SLOTS = 0.02;

const KINDS = ['picture', 'training', 'recording'] as const;
type Kind = (typeof KINDS)[number];
export const APPS = [
  'bot-gateway',
  'billing',
  'image-generator',
  'avatar-trainer',
  'transcriber',
  'webhook-receiver',
] as const;
type App = (typeof APPS)[number];
type Part = App | 'bots' | 'slots' | 'postgres';

/** How many servers each part has. */
export type Parts = Readonly<Record<Part, number>>;

/** Orders of each kind, and screens, that people ask for in a second of the busiest hour. */
export const ratesOf = (people: number, of: Assumed): Readonly<Record<Kind | 'screen', number>> => {
  const rate = (aMonth: number): number => (people * aMonth * of.peak) / SECONDS_A_MONTH;
  return {
    picture: rate(of.pictures),
    training: rate(of.trainings),
    recording: rate(of.recordings),
    screen: rate(of.screens),
  };
};

interface Load {
  /** How many servers the work keeps busy (`offered`), and the mean time of one job (`service`). */
  readonly offered: number;
  readonly service: number;
}

/** The load of each part in the busiest hour. */
const loadsOf = (people: number, of: Assumed): Readonly<Record<Part, Load>> => {
  const { picture, training, recording, screen } = ratesOf(people, of);
  const orders = picture + training + recording;
  const load = (...works: readonly (readonly [rate: number, seconds: number])[]): Load => {
    const offered = works.reduce((sum, [rate, seconds]) => sum + rate * seconds, 0);
    return { offered, service: offered / works.reduce((sum, [rate]) => sum + rate, 0) };
  };
  const ms = (value: number): number => value / 1_000;
  return {
    bots: load([orders * of.calls + screen, of['telegram-call']]),
    slots: load(
      [picture, (of['picture-from'] + of['picture-to']) / 2 + of['slot-empty']],
      [training, (of['training-from'] + of['training-to']) / 2 + of['slot-empty']],
    ),
    postgres: load([3 * orders, ms(of['postgres-ms']) / 3], [screen, ms(of['postgres-screen-ms'])]),
    'bot-gateway': load([2 * orders, ms(of['gateway-ms']) / 2], [screen, ms(of['screen-ms'])]),
    billing: load([2 * orders, ms(of['billing-ms']) / 2]),
    'image-generator': load([2 * picture, ms(of['generator-ms']) / 2]),
    // Photos are measured one by one, in children; a training's work is that of its photos.
    'avatar-trainer': load([20 * training, ms(of['trainer-ms']) / 20]),
    transcriber: load([recording, ms(of['transcriber-ms'])]),
    'webhook-receiver': load([picture + training, ms(of['receiver-ms'])]),
  };
};

/**
 * The servers that Erlang's formula asks for. The simulation may ask for more slots, because trainings and pictures take very different
 * times.
 */
export const partsFor = (people: number, of: Assumed): Parts => {
  const loads = loadsOf(people, of);
  const goals = (part: Part): { goal: number; most: number } => {
    if (part === 'bots') return { goal: of['call-wait'], most: 0.95 };
    if (part === 'slots') return { goal: of['slot-wait'], most: 1 };
    // Measuring a photo, or a recording by ffmpeg, takes most of a second by itself, so a wait of another second is hardly noticed.
    if (part === 'avatar-trainer' || part === 'transcriber') return { goal: 1, most: of['pod-load'] };
    return { goal: of['pod-wait'], most: part === 'postgres' ? of['postgres-load'] : of['pod-load'] };
  };
  const needed = Object.entries(loads).map(([part, { offered, service }]) => [
    part,
    serversFor(offered, service, goals(part as Part)),
  ]);
  const parts = Object.fromEntries(needed) as Parts;
  return { ...parts, slots: Math.max(2, parts.slots) };
};

export interface Seen {
  /** The seconds from tap to picture, for orders that began while the hour was measured. */
  readonly fromTapToPicture: readonly number[];
  readonly fromTapToAvatar: readonly number[];
  readonly waits: Readonly<Record<Part, readonly number[]>>;
}

/** Simulates the busiest hour for as long as it takes to measure enough orders. */
export const busiestHour = (people: number, parts: Parts, of: Assumed, seed: number): Seen => {
  const rates = ratesOf(people, of);
  const simulation = new Simulation();
  const chance = new Chance(seed);
  const stations = Object.fromEntries(
    Object.entries(parts).map(([part, servers]) => [part, new Station(simulation, servers)]),
  ) as Record<Part, Station>;
  const warm = 1.5 * of['training-to'];
  const until = warm + Math.max(MEASURED_SECONDS_AT_LEAST, ORDERS_MEASURED / rates.picture);
  const fromTapToPicture: number[] = [];
  const fromTapToAvatar: number[] = [];
  const serve =
    (part: Part, seconds: number, leaves: 0 | 1 = 0): Step =>
    (next) =>
      stations[part].serve(seconds, next, leaves);
  const pause =
    (seconds: number): Step =>
    (next) =>
      simulation.after(seconds, next);
  const calls = (count: number): Step[] => Array.from({ length: count }, () => serve('bots', of['telegram-call']));
  const postgres = serve('postgres', of['postgres-ms'] / 3_000);
  const gateway = serve('bot-gateway', of['gateway-ms'] / 2_000);
  const billing = serve('billing', of['billing-ms'] / 2_000);
  const tapped = [gateway, postgres, billing];
  const ended = [postgres, gateway];
  const generator = serve('image-generator', of['generator-ms'] / 2_000);
  const receiver = serve('webhook-receiver', of['receiver-ms'] / 1_000);
  const atFal = (from: number, to: number, leaves: 0 | 1): Step[] => [
    serve('slots', chance.between(from, to) + of['slot-empty'], leaves),
    receiver,
    postgres,
  ];
  /**
   * What follows the result of an order: the work of billing, and the order's other calls of Telegram. Two calls of each order are simulated
   * elsewhere: the answer to the tap, and the result.
   */
  const others = (): void => inTurn([billing, ...calls(of.calls - 2)]);
  const orders: Record<Kind, () => void> = {
    picture: () => {
      const at = simulation.now;
      inTurn(calls(1));
      inTurn(
        [
          ...tapped,
          generator,
          pause(of['words-take']),
          ...atFal(of['picture-from'], of['picture-to'], 0),
          generator,
          pause(of['look-takes']),
          ...ended,
          ...calls(1),
        ],
        () => {
          if (at >= warm) fromTapToPicture.push(simulation.now - at);
          others();
        },
      );
    },
    training: () => {
      for (let photo = 0; photo < 20; photo += 1) inTurn([serve('avatar-trainer', of['trainer-ms'] / 20_000)]);
      inTurn(calls(1));
      const at = simulation.now;
      inTurn([...tapped, ...atFal(of['training-from'], of['training-to'], 1), ...ended, ...calls(1)], () => {
        if (at >= warm) fromTapToAvatar.push(simulation.now - at);
        others();
      });
    },
    recording: () => {
      inTurn(calls(1));
      const work = [serve('transcriber', of['transcriber-ms'] / 1_000), pause(of['speech-takes'])];
      inTurn([...tapped, ...work, postgres, ...ended, ...calls(1)], others);
    },
  };
  const screen = (): void =>
    inTurn([
      serve('bot-gateway', of['screen-ms'] / 1_000),
      serve('postgres', of['postgres-screen-ms'] / 1_000),
      ...calls(1),
    ]);
  const come = (rate: number, work: () => void): void => {
    if (rate === 0) return;
    simulation.after(chance.exponential(1 / rate), () => {
      if (simulation.now > until) return;
      work();
      come(rate, work);
    });
  };
  for (const kind of KINDS) come(rates[kind], orders[kind]);
  come(rates.screen, screen);
  for (const station of Object.values(stations)) station.isMeasured = false;
  simulation.after(warm, () => {
    for (const station of Object.values(stations)) station.isMeasured = true;
  });
  simulation.run();
  const waits = Object.fromEntries(Object.entries(stations).map(([part, { waits }]) => [part, waits]));
  return { fromTapToPicture, fromTapToAvatar, waits: waits as unknown as Seen['waits'] };
};

type Step = (next: () => void) => void;

const inTurn = (steps: readonly Step[], done?: () => void): void => {
  const [first, ...others] = steps;
  if (first) first(() => inTurn(others, done));
  else done?.();
};

/** The percentile by nearest rank; 0 for an empty list. */
export const percentile = (values: readonly number[], percent: number): number =>
  values.toSorted((one, other) => one - other)[Math.max(0, Math.ceil((percent / 100) * values.length) - 1)] ?? 0;

/**
 * Adds slots to those of the formula until the simulation confirms that they are enough, TRIES times at most. Returns the parts, and the
 * hour with them.
 */
export const confirmed = (
  people: number,
  of: Assumed,
  seed: number,
): { readonly parts: Parts; readonly seen: Seen } => {
  let parts = partsFor(people, of);
  let seen = busiestHour(people, parts, of, seed);
  for (let tries = 0; tries < TRIES && percentile(seen.waits.slots, 90) > of['slot-wait']; tries += 1) {
    parts = { ...parts, slots: parts.slots + Math.max(1, Math.ceil(parts.slots * MORE_SLOTS)) };
    seen = busiestHour(people, parts, of, seed);
  }
  return { parts, seen };
};
