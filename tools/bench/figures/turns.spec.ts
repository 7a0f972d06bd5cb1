import { describe, expect, it } from '@jest/globals';
import { inTurns } from './turns.mts';

describe('measuring in turns', () => {
  it('measuring in turns measures each baseline right after ours, and does not count the rounds up to two that agree', async () => {
    const order: string[] = [];
    const warming = new Map<string, number[]>();
    const side = (name: string) => async (round: number) => {
      order.push(`${name}${round}`);
      if (!warming.has(name)) warming.set(name, [100, 50, 48]);
      return round || warming.get(name)!.shift()!;
    };

    const turns = await inTurns(
      side('ours'),
      [
        { name: 'least', kind: 'lower bound', measure: side('least') },
        { name: 'good', kind: 'shipped', measure: side('good') },
      ],
      { rounds: 2, withinMs: Infinity },
    );

    expect(order.join(' ')).toBe(
      'ours0 least0 good0 ours0 least0 good0 ours0 least0 good0 ours1 least1 good1 ours2 least2 good2',
    );
    expect(turns.values).toEqual([1, 2]);
    expect(turns.baselines).toEqual([
      { name: 'least', kind: 'lower bound', values: [1, 2] },
      { name: 'good', kind: 'shipped', values: [1, 2] },
    ]);
  });

  it('measuring in turns ends early when another round would not fit, but never before the end of the first round', async () => {
    const { values } = await inTurns(async (round) => round, [], { rounds: 50, withinMs: 0 });

    expect(values).toEqual([1]);
  });
});
