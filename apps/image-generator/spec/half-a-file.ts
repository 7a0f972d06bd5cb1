import { expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { delivered, fal, settled, type generatorHarness } from './generator-harness';

/** An order of one file that has been prepared, and how it goes on. */
interface Prepared extends Pick<Awaited<ReturnType<typeof generatorHarness>>, 'pollAgain' | 'said'> {
  readonly orderId: OrderId;
  readonly start: () => Promise<void>;
  readonly isCalledBack: () => Promise<void>;
}

/** The test of each kind whose result is one file of FAL: the file comes by half, and whole a moment later. */
export const fetchesHalfAFileAgain = (what: string, kind: OrderKind, setup: () => Promise<Prepared>): void =>
  it(`${what} that came only by half is fetched again, and delivered`, async () => {
    const { start, orderId, isCalledBack, pollAgain, said } = await setup();
    fal.faults.add({ on: 'cdn', kind: 'malformed', match: orderId, times: 1 });
    await start();

    await isCalledBack();
    expect(await said(orderId)).toEqual([]);
    await pollAgain(30_000);

    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null, kind), delivered(orderId, kind)]);
  });
