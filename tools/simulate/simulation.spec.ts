import { describe, expect, it } from '@jest/globals';
import { Chance } from './chance.mts';
import { ninthDecileOfWaits, serversFor, shareThatWaits } from './erlang.mts';
import { Simulation, Station } from './simulation.mts';

const ARRIVALS = 200_000;
/** A run of 200 000 arrivals differs from the formula by a few percent, and by more where servers are seldom free. */
const WITHIN = 0.1;

interface Queue {
  readonly servers: number;
  readonly perSecond: number;
  readonly service: (chance: Chance) => number;
  readonly seed?: number;
  readonly leaves?: (place: number) => 0 | 1;
}

/** A queue of people who know nothing of one another, before servers that are alike. */
const queueOf = ({ servers, perSecond, service, seed = 7, leaves = () => 0 }: Queue): Station => {
  const simulation = new Simulation();
  const station = new Station(simulation, servers);
  const chance = new Chance(seed);
  const arrive = (left: number): void => {
    if (left === 0) return;
    station.serve(service(chance), () => undefined, leaves(left));
    simulation.after(chance.exponential(1 / perSecond), () => arrive(left - 1));
  };
  arrive(ARRIVALS);
  simulation.run();
  return station;
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const isAbout = (value: number, expected: number): boolean => Math.abs(value - expected) <= WITHIN * expected;

describe('the simulation', () => {
  it.each([
    [1, 0.5],
    [1, 0.8],
    [2, 0.7],
    [10, 0.8],
    [50, 0.9],
  ])('customers before %i exponential servers at load %d wait as long as the M/M/c formula says', (servers, load) => {
    const service = 10;
    const offered = servers * load;
    const station = queueOf({
      servers,
      perSecond: offered / service,
      service: (chance) => chance.exponential(service),
    });
    const expected = (shareThatWaits(servers, offered) * service) / (servers - offered);
    expect(isAbout(mean(station.waits), expected)).toBe(true);
    const waited = station.waits.filter((wait) => wait > 0).length / ARRIVALS;
    expect(isAbout(waited, shareThatWaits(servers, offered))).toBe(true);
    const decile = station.waits.toSorted((one, other) => one - other)[Math.ceil(ARRIVALS * 0.9) - 1]!;
    expect(isAbout(decile, ninthDecileOfWaits(servers, offered, service))).toBe(true);
  });

  it('customers wait half as long before a server whose times are all the same, as Pollaczek and Khinchine found', () => {
    const station = queueOf({ servers: 1, perSecond: 0.08, service: () => 10 });
    expect(isAbout(mean(station.waits), (0.8 * 10) / (2 * (1 - 0.8)))).toBe(true);
  });

  it('a simulated queue obeys Little’s law: the number that waits is the number that comes each second times the seconds that each waits', () => {
    const simulation = new Simulation();
    const station = new Station(simulation, 3);
    const chance = new Chance(3);
    const arrive = (left: number): void => {
      if (left === 0) return;
      station.serve(chance.between(1, 20), () => undefined);
      simulation.after(chance.exponential(4), () => arrive(left - 1));
    };
    arrive(50_000);
    simulation.run();
    const waitedInAll = station.waits.reduce((sum, wait) => sum + wait, 0);
    expect(station.means.waiting * simulation.now).toBeCloseTo(waitedInAll, 3);
  });

  it('a simulated queue serves each customer exactly once, and leaves none waiting at the end', () => {
    const station = queueOf({ servers: 2, perSecond: 0.19, service: (chance) => chance.between(5, 15) });
    expect([station.came, station.served, station.waits.length, station.waiting]).toEqual([
      ARRIVALS,
      ARRIVALS,
      ARRIVALS,
      0,
    ]);
    expect(station.means.busy).toBeLessThanOrEqual(2);
  });

  it('a simulated queue never gives its last free server to work that must leave one to other work', () => {
    const simulation = new Simulation();
    const station = new Station(simulation, 2);
    const begun: string[] = [];
    const serve = (name: string, seconds: number, leaves: 0 | 1): void =>
      station.serve(seconds, () => begun.push(`${name} ${simulation.now}`), leaves);
    serve('training', 600, 1);
    serve('another training', 600, 1);
    serve('picture', 10, 0);
    simulation.run();
    expect(begun).toEqual(['picture 10', 'training 600', 'another training 1200']);
  });

  it('a simulated run has the same mean wait with the same seed, and another mean wait with another seed', () => {
    const queue: Queue = { servers: 2, perSecond: 0.17, service: (chance) => chance.exponential(10) };
    const waits = (seed: number): number => mean(queueOf({ ...queue, seed }).waits);
    expect(waits(5)).toBe(waits(5));
    expect(waits(5)).not.toBe(waits(6));
  });

  it('the computed servers are the fewest that keep the goal: with one server fewer, more than one of ten customers would wait longer', () => {
    const [offered, service, goal] = [90, 10, 2];
    const servers = serversFor(offered, service, { goal, most: 1 });
    expect(ninthDecileOfWaits(servers, offered, service)).toBeLessThanOrEqual(goal);
    expect(ninthDecileOfWaits(servers - 1, offered, service)).toBeGreaterThan(goal);
  });
});
