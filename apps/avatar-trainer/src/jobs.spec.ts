import { describe, expect, it } from '@jest/globals';
import { MESSAGING_TIMEOUTS } from '@aisha/messaging';
import { jobs } from './jobs';

/**
 * The shortest time that the pauses between this many attempts add up to. The pauses are 1, 2, 4 … s, and chance shortens each of them by
 * half at most.
 */
const leastWaitMs = (attempts: number): number => (MESSAGING_TIMEOUTS.retryFirstMs * (2 ** (attempts - 1) - 1)) / 2;

describe('a photo that comes before its avatar', () => {
  it('a photo that comes before its avatar is retried until the sweep has published a lost message about the avatar again', () => {
    const { publishAgainAfterMs, sweepEveryMs } = MESSAGING_TIMEOUTS;

    expect(leastWaitMs(jobs.handlers['check-photo']!.attempts)).toBeGreaterThan(publishAgainAfterMs + sweepEveryMs);
  });
});
