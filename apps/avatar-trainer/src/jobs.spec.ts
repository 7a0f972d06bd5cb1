import { describe, expect, it } from '@jest/globals';
import { MESSAGING_TIMEOUTS } from '@aisha/messaging';
import { jobs } from './jobs';

/** The least total of the pauses between this many attempts: they are 1, 2, 4 … s, each shortened by chance to no less than half. */
const leastWaitMs = (attempts: number): number => (MESSAGING_TIMEOUTS.retryFirstMs * (2 ** (attempts - 1) - 1)) / 2;

describe('a photo that overtook the avatar it belongs to', () => {
  it('a photo that overtook its avatar is retried until the sweep has published the avatar again, if the queue lost it', () => {
    const { publishAgainAfterMs, sweepEveryMs } = MESSAGING_TIMEOUTS;

    expect(leastWaitMs(jobs.handlers['check-photo']!.attempts)).toBeGreaterThan(publishAgainAfterMs + sweepEveryMs);
  });
});
