import { DAY_MS } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import { SystemClock } from './clock';

/** A clock that is further from the truth than this is wrong. */
const MINUTE_MS = 60_000;

const distance = (clock: SystemClock, truth: number): number => Math.abs(clock.now().getTime() - truth);

describe('the time of the product', () => {
  it('the time goes on as before when the clock of the machine jumps by a day', () => {
    let jumpedMs = 0;
    const clock = new SystemClock(() => Date.now() + jumpedMs);

    jumpedMs = DAY_MS;

    expect(distance(clock, Date.now())).toBeLessThan(MINUTE_MS);
  });

  it.each([DAY_MS, -DAY_MS])(
    'a clock that starts %i ms off is right after it has asked for the time',
    async (wrongMs) => {
      const clock = new SystemClock(() => Date.now() + wrongMs);

      const aheadMs = await clock.follow(() => Promise.resolve(new Date()));

      expect(Math.abs(aheadMs - wrongMs)).toBeLessThan(MINUTE_MS);
      expect(distance(clock, Date.now())).toBeLessThan(MINUTE_MS);
    },
  );

  it.each([DAY_MS, -DAY_MS])(
    'a clock is in doubt from when its machine’s clock jumps by %i ms until it has learnt the time',
    async (jumpMs) => {
      let jumpedMs = 0;
      const clock = new SystemClock(() => Date.now() + jumpedMs);
      expect(clock.isInDoubt).toBe(false);

      jumpedMs = jumpMs;
      expect(clock.isInDoubt).toBe(true);
      await expect(clock.follow(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
      expect(clock.isInDoubt).toBe(true);

      await clock.follow(() => Promise.resolve(new Date()));
      expect(clock.isInDoubt).toBe(false);
    },
  );

  it('a clock that is right stays as it is', async () => {
    const clock = new SystemClock();

    expect(await clock.follow(() => Promise.resolve(clock.now()))).toBe(0);
  });

  it('a clock keeps its time when its question for the time fails', async () => {
    const clock = new SystemClock();

    await expect(clock.follow(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(distance(clock, Date.now())).toBeLessThan(MINUTE_MS);
  });
});
