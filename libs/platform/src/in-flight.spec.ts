import { describe, expect, it } from '@jest/globals';
import { InFlight } from './in-flight';
import { Logger } from './logger';

const setup = () => {
  let ended = 0;
  const inFlight = new InFlight('work.stuck', Logger.silent(), () => (ended += 1));
  return { inFlight, ended: () => ended };
};
const gate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
};

describe('work in flight', () => {
  it('work in flight goes on beside the work that began it, and each end is reported', async () => {
    const { inFlight, ended } = setup();
    const [slow, quick] = [gate(), gate()];
    inFlight.begin({}, () => slow.opened);
    inFlight.begin({}, () => quick.opened);
    expect(inFlight.size).toBe(2);

    quick.open();
    await quick.opened.then(() => new Promise(setImmediate));
    expect([inFlight.size, ended()]).toEqual([1, 1]);

    slow.open();
    await inFlight.stop(60_000);
    expect([inFlight.size, ended()]).toEqual([0, 2]);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('away'))],
    [
      'throws at once',
      () => {
        throw new Error('away');
      },
    ],
  ])('work in flight that %s counts as ended', async (_how, fail: () => Promise<void>) => {
    const { inFlight, ended } = setup();

    inFlight.begin({}, fail);
    await inFlight.settled();

    expect([inFlight.size, ended()]).toEqual([0, 1]);
  });
});
