import { describe, expect, it } from '@jest/globals';
import { AppError, HOUR_MS } from '@aisha/domain';
import type { PaidOrder } from '@aisha/kinds/tables';
import { Logger, newId } from '@aisha/platform';
import { ManualClock } from '@aisha/testing';
import type { Parts } from './parts';
import { putOff, putOffEnd } from './deferral';

const NOW = new Date('2026-11-28T12:00:00Z');
const unreachable = new AppError('storage-unreachable');

/** An order that has failed for so long. */
const failingFor = (ms: number) =>
  ({ orderId: newId(), deferredSince: ms === 0 ? null : new Date(NOW.getTime() - ms) }) as PaidOrder;

describe('an order that waits until an error passes', () => {
  it('the longer an order fails, the longer it waits before it is tried again, but never longer than a minute', () => {
    const pauses = [0, 60_000, HOUR_MS, 24 * HOUR_MS].map(
      (ms) => putOff(failingFor(ms), unreachable, NOW).notBefore.getTime() - NOW.getTime(),
    );

    expect(pauses).toEqual([5_000, 15_000, 60_000, 60_000]);
  });

  it('the finished part of a cancelled order waits a day for our storage, and then the order ends without it', () => {
    const parts = { clock: new ManualClock(NOW), log: Logger.silent() } as unknown as Parts;

    expect(putOffEnd(failingFor(23 * HOUR_MS), unreachable, parts)).toMatchObject({
      deferredBy: 'storage-unreachable',
    });
    expect(putOffEnd(failingFor(25 * HOUR_MS), unreachable, parts)).toBeNull();
    expect(putOffEnd(failingFor(0), new AppError('file-missing'), parts)).toBeNull();
  });
});
