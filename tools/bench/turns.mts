import type { Baseline } from './figure.mts';

/** How much is measured: no more rounds than these, and no round begun that would probably end too late. */
export interface Rounds {
  readonly rounds: number;
  readonly withinMs: number;
  /** False where a round takes long, and what comes first is nothing special. */
  readonly warmsUp?: boolean;
}

export interface Side extends Pick<Baseline, 'name' | 'kind'> {
  readonly measure: (round: number) => Promise<number>;
}

export interface Turns {
  readonly values: readonly number[];
  readonly baselines: readonly Baseline[];
}

/** Ours, each baseline, ours again …: what else happens on the machine meets all of them. The first round warms up and is not counted. */
export const inTurns = async (
  ours: (round: number) => Promise<number>,
  sides: readonly Side[],
  { rounds, withinMs, warmsUp = true }: Rounds,
): Promise<Turns> => {
  const values: number[] = [];
  const baselines = sides.map(({ name, kind }) => ({ name, kind, values: [] as number[] }));
  const startedAt = performance.now();
  let longest = 0;
  for (let round = warmsUp ? 0 : 1; round <= rounds; round += 1) {
    const roundAt = performance.now();
    const value = await ours(round);
    const others: number[] = [];
    for (const { measure } of sides) others.push(await measure(round));
    if (round > 0) {
      values.push(value);
      for (const [place, other] of others.entries()) baselines[place]?.values.push(other);
    }
    const endedAt = performance.now();
    longest = Math.max(longest, endedAt - roundAt);
    if (round > 0 && endedAt - startedAt + longest > withinMs) break;
  }
  return { values, baselines };
};
