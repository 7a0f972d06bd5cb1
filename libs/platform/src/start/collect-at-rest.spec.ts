import { describe, expect, it } from '@jest/globals';
import { RestWatch } from './collect-at-rest';

const MB = 2 ** 20;
const ELAPSED_MS = 20_000;

/**
 * Whether each look at a process says that a collection is worth its time. A look is [processor ms used since the look before, resident
 * MB].
 */
const looks = (watch: RestWatch, ...said: [number, number][]): boolean[] => {
  let cpuMs = 0;
  return said.map(([usedMs, mb]) => watch.isWorthCollecting({ cpuMs: (cpuMs += usedMs), rss: mb * MB }, ELAPSED_MS));
};

describe('garbage of a busier time', () => {
  it('garbage of a busier time is collected when the process has been at rest since the last look', () => {
    expect(looks(new RestWatch(), [1_000, 100], [399, 100])).toEqual([false, true]);
  });

  it('garbage of a busier time is not collected while the process works', () => {
    expect(looks(new RestWatch(), [1_000, 100], [400, 300], [15_000, 300])).toEqual([false, false, false]);
  });

  it('garbage of a busier time is collected once, and again after further growth', () => {
    const watch = new RestWatch();
    watch.collected({ cpuMs: 0, rss: 100 * MB });

    expect(looks(watch, [1, 100], [1, 108], [1, 109])).toEqual([false, false, true]);
  });
});
