import { describe, expect, it } from '@jest/globals';
import { MESSAGING_TIMEOUTS as waits } from './timeouts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

describe('the waits of messaging', () => {
  it('a lost message is published again within the promised minute, and one that is just being published is left alone', () => {
    expect(waits.publishAgainAfterMs + waits.sweepEveryMs).toBeLessThan(MINUTE);
    expect(waits.sweepEveryMs).toBeGreaterThan(waits.unpublishedAfterMs);
    expect(waits.publishAgainAfterMs).toBeGreaterThan(waits.sweepEveryMs);
    expect(waits.unpublishedAfterMs).toBeGreaterThan(waits.markEveryMs + SECOND);
  });

  it('a message that a dead relay left behind is found within twenty seconds, and one that the queue did not take is tried again after two', () => {
    expect(waits.unpublishedAfterMs + waits.sweepEveryMs).toBeLessThan(20 * SECOND);
    // What was left behind after a measurement of an empty outbox is old enough at the next, or a sweep later.
    expect(waits.measureEveryMs).toBeLessThan(waits.unpublishedAfterMs + waits.sweepEveryMs);
    expect(waits.repeatAfterMs).toBe(2 * SECOND);
  });

  it('a message that no receiver takes is checked every ten minutes, for a week', () => {
    expect(waits.checkAgainAtMostMs).toBe(10 * MINUTE);
    expect(waits.abandonedAfterMs).toBe(7 * DAY);
  });

  it('records of handled messages are kept a day longer than the week in which messages are published again, and dead letters for a month', () => {
    expect(waits.rememberMs - waits.abandonedAfterMs).toBe(DAY);
    expect(waits.keepMs).toBe(30 * DAY);
    expect(waits.forgetEveryMs).toBe(10 * MINUTE);
  });

  it('a failed job, and a message of a newer release, is tried again within two seconds, and later every five minutes', () => {
    expect([waits.retryFirstMs, waits.retryAtMostMs]).toEqual([SECOND, 5 * MINUTE]);
    expect([waits.newerReleaseFirstMs, waits.newerReleaseAtMostMs]).toEqual([2 * SECOND, 5 * MINUTE]);
  });

  it('a killed process’s job goes to another within fifteen seconds; a process whose event loop stands still for a moment keeps its job', () => {
    expect(waits.lockMs + waits.stalledEveryMs).toBeLessThanOrEqual(15 * SECOND);
    expect(waits.stalledEveryMs).toBeGreaterThanOrEqual(SECOND);
    expect(waits.lockMs).toBeGreaterThanOrEqual(2 * waits.stalledEveryMs);
    // At rest the next measurement comes no later than the look in which a busy process would find the job.
    expect(waits.measureEveryMs).toBeLessThanOrEqual(waits.lockMs + waits.stalledEveryMs);
  });

  it('running jobs have some seconds to end at a stop, and end before their process would be killed', () => {
    expect(waits.stopGraceMs).toBeGreaterThanOrEqual(5 * SECOND);
    expect(waits.stopGraceMs).toBeLessThan(10 * SECOND); // `npm start` and compose kill a process after 10 s
  });
});
