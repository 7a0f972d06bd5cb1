import { describe, expect, it } from '@jest/globals';
import { MESSAGING_TIMEOUTS as waits } from './timeouts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

describe('the waits of messaging', () => {
  it('by the waits of messaging a lost message is published again within the promised minute, and one that is just being published is left alone', () => {
    expect(waits.publishAgainAfterMs + waits.sweepEveryMs).toBeLessThan(MINUTE);
    expect(waits.sweepEveryMs).toBeGreaterThan(waits.unpublishedAfterMs);
    expect(waits.publishAgainAfterMs).toBeGreaterThan(waits.sweepEveryMs);
    expect(waits.unpublishedAfterMs).toBeGreaterThan(waits.markEveryMs);
  });

  it('the waits of messaging check a message that no receiver takes every ten minutes, for a week', () => {
    expect(waits.checkAgainAtMostMs).toBe(10 * MINUTE);
    expect(waits.abandonedAfterMs).toBe(7 * DAY);
  });

  it('the waits of messaging keep records of handled messages a day longer than messages are published again, and dead letters for a month', () => {
    expect(waits.rememberMs - waits.abandonedAfterMs).toBe(DAY);
    expect(waits.keepMs).toBe(30 * DAY);
    expect(waits.forgetEveryMs).toBe(10 * MINUTE);
  });

  it('the waits of messaging retry a failed job soon, and later every five minutes', () => {
    expect([waits.retryFirstMs, waits.retryAtMostMs]).toEqual([SECOND, 5 * MINUTE]);
    expect([waits.newerReleaseFirstMs, waits.newerReleaseAtMostMs]).toEqual([2 * SECOND, 5 * MINUTE]);
  });

  it('the waits of messaging give a killed process’s job to another within fifteen seconds, and keep the job of a process whose event loop stood still a moment', () => {
    expect(waits.lockMs + waits.stalledEveryMs).toBeLessThanOrEqual(15 * SECOND);
    expect(waits.stalledEveryMs).toBeGreaterThanOrEqual(SECOND);
    expect(waits.lockMs).toBeGreaterThanOrEqual(2 * waits.stalledEveryMs);
  });

  it('the waits of messaging let running jobs end for some seconds, before the process would be killed', () => {
    expect(waits.stopGraceMs).toBeGreaterThanOrEqual(5 * SECOND);
    expect(waits.stopGraceMs).toBeLessThan(10 * SECOND); // `npm start` and compose kill a process after 10 s
  });
});
