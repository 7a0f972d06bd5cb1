import type { Baseline } from './figure.mts';

/** The limits of a measurement: at most `rounds` rounds, and no round begins that would probably end after `withinMs`. */
export interface Rounds {
  readonly rounds: number;
  readonly withinMs: number;
  /** How many rounds at most run before the first that counts: 0 where a round takes long, and the first round is like any other. */
  readonly warmUps?: number;
}

export interface Side extends Pick<Baseline, 'name' | 'kind'> {
  readonly measure: (round: number) => Promise<number>;
}

interface Turns {
  readonly values: readonly number[];
  readonly baselines: readonly Baseline[];
}

const WARM_UPS = 5;
/** The share by which two rounds in a row may differ for the measurement to count as warm. */
const AGREE_WITHIN = 0.15;

/**
 * Measures ours, then each baseline, then ours again, and so on, so that whatever disturbs the machine disturbs all of them alike. The
 * first rounds only warm up and are not counted: until two in a row agree, but at most `warmUps` rounds, and none begins after a third of
 * the time.
 */
export const inTurns = async (
  ours: (round: number) => Promise<number>,
  sides: readonly Side[],
  { rounds, withinMs, warmUps = WARM_UPS }: Rounds,
): Promise<Turns> => {
  const values: number[] = [];
  const baselines = sides.map(({ name, kind }) => ({ name, kind, values: [] as number[] }));
  const oneRound = async (round: number): Promise<number[]> => {
    const all = [await ours(round)];
    for (const { measure } of sides) all.push(await measure(round));
    return all;
  };
  const startedAt = performance.now();
  const passed = (): number => performance.now() - startedAt;
  let before: readonly number[] | undefined;
  for (let left = warmUps; left > 0; left -= 1) {
    const now = await oneRound(0);
    if ((before && agree(before, now)) || passed() > withinMs / 3) break;
    before = now;
  }
  let longest = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const roundAt = performance.now();
    const [value, ...others] = await oneRound(round);
    values.push(value!);
    for (const [place, other] of others.entries()) baselines[place]?.values.push(other);
    longest = Math.max(longest, performance.now() - roundAt);
    if (passed() + longest > withinMs) break;
  }
  return { values, baselines };
};

const agree = (one: readonly number[], other: readonly number[]): boolean =>
  one.every((value, place) => Math.abs(value - other[place]!) <= AGREE_WITHIN * Math.max(value, other[place]!));
