import { describe, expect, it } from '@jest/globals';
import { inTurns } from './turns.mts';

describe('measuring in turns', () => {
  it('measures each side right after ours, and does not count the round that warms up', async () => {
    const order: string[] = [];
    const side = (name: string) => async (round: number) => {
      order.push(`${name}${round}`);
      return round;
    };

    const turns = await inTurns(
      side('ours'),
      [
        { name: 'least', kind: 'lower bound', measure: side('least') },
        { name: 'good', kind: 'shipped', measure: side('good') },
      ],
      { rounds: 2, withinMs: Infinity },
    );

    expect(order.join(' ')).toBe('ours0 least0 good0 ours1 least1 good1 ours2 least2 good2');
    expect(turns.values).toEqual([1, 2]);
    expect(turns.baselines).toEqual([
      { name: 'least', kind: 'lower bound', values: [1, 2] },
      { name: 'good', kind: 'shipped', values: [1, 2] },
    ]);
  });

  it('ends early when another round would not fit, but never without one', async () => {
    const { values } = await inTurns(async (round) => round, [], { rounds: 50, withinMs: 0 });

    expect(values).toEqual([1]);
  });
});
