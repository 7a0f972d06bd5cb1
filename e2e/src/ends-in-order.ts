import { expect, it } from '@jest/globals';
import type { Product } from './product';

/** The checks that hold once all stories of a product are over. */
export const endsInOrder = (product: () => Product): void => {
  it('the story logs each order in its own trace', () => {
    const { all, inOtherTraces } = product().linesAboutOrders();
    expect(inOtherTraces).toEqual([]);
    expect(all).toBeGreaterThan(10);
  });

  it('the story never has two statements wait for each other, because the loser would send its message twice, ten seconds later', () => {
    expect(product().linesWith('deadlock detected')).toEqual([]);
  });

  it('the story leaves a ledger that adds up', async () => {
    expect(await product().violations()).toEqual([]);
  });
};
