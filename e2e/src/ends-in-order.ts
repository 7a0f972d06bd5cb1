import { expect, it } from '@jest/globals';
import type { Product } from './product';

/** Our ids, and Telegram's ids of chats and people. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-|\d{6,}/;
/**
 * The most series of an app's metrics: three times what the gateway has after people have used every feature. With a series for each order
 * the number would be passed within a day.
 */
const MOST_SERIES = 3_000;

/** The checks that hold once all stories of a product are over. */
export const endsInOrder = (product: () => Product): void => {
  it('the story logs each order in its own trace', () => {
    const { all, inOtherTraces } = product().linesAboutOrders();
    expect(inOtherTraces).toEqual([]);
    expect(all).toBeGreaterThan(10);
  });

  it('no two statements of the story deadlock, although the work of the one that fails would be done again later', () => {
    expect(product().deadlocks()).toEqual([]);
  });

  it('the story leaves metrics that name no person and no order, and few series of each app', async () => {
    for (const { app, lines } of await product().series()) {
      const labels = lines.map((line) => /\{(.*)\}/.exec(line)?.[1] ?? '');
      expect([app, labels.filter((label) => ID.test(label))]).toEqual([app, []]);
      expect([app, lines.length > 50 && lines.length < MOST_SERIES]).toEqual([app, true]);
    }
  });

  it('the story leaves a ledger that adds up', async () => {
    expect(await product().violations()).toEqual([]);
  });
};
