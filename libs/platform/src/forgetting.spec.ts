import { describe, expect, it } from '@jest/globals';
import { Forgetting } from './forgetting';
import { Logger } from './logger';

/** Forgets nothing, and records how many days back each round looks. */
class WrittenDown extends Forgetting {
  readonly lookedBack: number[] = [];
  failsNext = false;

  constructor() {
    super('test.forget', Logger.silent());
  }

  protected async forget(lookBackDays: number): Promise<void> {
    this.lookedBack.push(lookBackDays);
    if (this.failsNext) throw new Error('the database is down');
  }
}

describe('deletion after a consent was withdrawn', () => {
  it('after a start, the deletion for withdrawn consents looks back a month, in case the app was down, and then a day in each round', async () => {
    const forgetting = new WrittenDown();
    for (let round = 0; round < 3; round += 1) await forgetting.run();
    expect(forgetting.lookedBack).toEqual([30, 1, 1]);
  });

  it('deletion for withdrawn consents looks back a month again when the first round failed', async () => {
    const forgetting = new WrittenDown();
    forgetting.failsNext = true;
    await expect(forgetting.run()).rejects.toThrow('the database is down');
    forgetting.failsNext = false;
    await forgetting.run();
    expect(forgetting.lookedBack).toEqual([30, 30]);
  });

  it('deletion for withdrawn consents looks back a month after any round that failed, in case the storage was down for days', async () => {
    const forgetting = new WrittenDown();
    await forgetting.run();
    forgetting.failsNext = true;
    await expect(forgetting.run()).rejects.toThrow('the database is down');
    forgetting.failsNext = false;
    await forgetting.run();
    expect(forgetting.lookedBack).toEqual([30, 1, 30]);
  });
});
