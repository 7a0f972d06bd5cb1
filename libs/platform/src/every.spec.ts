import { describe, expect, it } from '@jest/globals';
import { AT_REST, every } from './every';
import { Logger } from './logger';
import { withWorkFacts, workFacts, type WorkFacts } from './work-facts';

const log = Logger.silent();
const gate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
};
/** An interval so long that within a test only a wake starts a run. */
const NEVER_MS = 3_600_000;

/** Resolves after what is already resolved has been noticed. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Work that counts its runs; each run waits for its own gate. */
const countedWork = () => {
  const gates: ReturnType<typeof gate>[] = [];
  const begun: ReturnType<typeof gate>[] = [gate(), gate(), gate(), gate()];
  return {
    runs: () => gates.length,
    begun: (run: number) => begun[run - 1]!.opened,
    end: (run: number) => gates[run - 1]!.open(),
    work: async () => {
      const mine = gate();
      gates.push(mine);
      begun[gates.length - 1]?.open();
      await mine.opened;
    },
  };
};

describe('repeated work', () => {
  it('repeated work runs again and again', async () => {
    const thrice = gate();
    let runs = 0;
    const repeated = every(1, 'test', log, async () => {
      runs += 1;
      if (runs === 3) thrice.open();
    });

    await thrice.opened;
    await repeated.stop();
  });

  it('repeated work that found nothing runs again after its pause at rest', async () => {
    const second = gate();
    let runs = 0;
    const repeated = every({ busyMs: NEVER_MS, atRestMs: 1 }, 'test', log, () => {
      runs += 1;
      if (runs === 2) second.open();
      return Promise.resolve(AT_REST);
    });
    repeated.wake();

    await second.opened;
    await repeated.stop();
  });

  it.each([
    ['found something', () => Promise.resolve()],
    ['failed', () => Promise.reject(new Error('away'))],
  ])('repeated work that %s runs again after its pause while it is busy', async (_how, look: () => Promise<void>) => {
    const second = gate();
    let runs = 0;
    const repeated = every({ busyMs: 1, atRestMs: NEVER_MS }, 'test', log, () => {
      runs += 1;
      if (runs === 2) second.open();
      return look();
    });

    await second.opened;
    await repeated.stop();
  });

  it('repeated work at rest runs at once when it is woken, and then rests only if it found nothing again', async () => {
    const looks = [AT_REST, undefined, AT_REST] as const;
    const begun = [gate(), gate(), gate()];
    let runs = 0;
    const repeated = every({ busyMs: 1, atRestMs: NEVER_MS }, 'test', log, () => {
      const look = looks[runs];
      begun[runs]?.open();
      runs += 1;
      return Promise.resolve(look);
    });
    await begun[0]!.opened; // it comes after the pause of busy work, and rests
    repeated.wake();

    await begun[2]!.opened; // the woken run found something, and the pause of busy work follows
    await repeated.stop();
    expect(runs).toBe(3);
  });

  it('repeated work is roused from its rest, and not in a pause of busy work', async () => {
    const { work, runs, begun, end } = countedWork();
    const looks = [undefined, AT_REST, AT_REST] as const;
    const repeated = every({ busyMs: NEVER_MS, atRestMs: NEVER_MS }, 'test', log, async () => {
      const look = looks[runs()];
      await work();
      return look;
    });
    repeated.rouse(); // in the pause before the first run
    expect(runs()).toBe(0);
    repeated.wake();
    await begun(1);
    end(1);
    await settled();
    repeated.rouse(); // in the pause of busy work
    await settled();
    expect(runs()).toBe(1);
    repeated.wake();
    await begun(2);
    end(2);
    await settled();

    repeated.rouse();

    await begun(3);
    end(3);
    await repeated.stop();
    expect(runs()).toBe(3);
  });

  it('repeated work runs again soon when it is roused while it runs, even if it found nothing', async () => {
    const { work, runs, begun, end } = countedWork();
    const repeated = every({ busyMs: 1, atRestMs: NEVER_MS }, 'test', log, async () => {
      await work();
      return AT_REST;
    });
    await begun(1);
    repeated.rouse();
    end(1);

    await begun(2); // after the pause of busy work
    end(2);
    await settled();
    await repeated.stop();
    expect(runs()).toBe(2);
  });

  it('repeated work that is woken many times while it runs, runs once more and never beside itself', async () => {
    const { work, runs, begun, end } = countedWork();
    const repeated = every(NEVER_MS, 'test', log, work);
    repeated.wake();
    await begun(1);
    for (let wake = 0; wake < 5; wake += 1) repeated.wake();
    expect(runs()).toBe(1);

    end(1);
    await begun(2);
    end(2);
    await repeated.stop();

    expect(runs()).toBe(2);
  });

  it('repeated work belongs to no person and no order, even when the work of an order wakes or starts it', async () => {
    const seen: WorkFacts[] = [];
    const [first, third] = [gate(), gate()];
    const facts = { orderId: 'one', userId: 'anna', job: 'start-shop', messageId: 'm' };
    const repeated = withWorkFacts(facts, () =>
      every(1, 'test', log, async () => {
        seen.push(workFacts());
        if (seen.length === 1) first.open();
        if (seen.length === 3) third.open();
      }),
    );
    await first.opened;
    withWorkFacts(facts, () => repeated.wake());

    await third.opened;
    await repeated.stop();
    expect(seen.slice(0, 3)).toEqual([{}, {}, {}]);
  });

  it.each([
    ['rejects', async () => Promise.reject(new Error('away'))],
    [
      'throws at once',
      () => {
        throw new Error('away');
      },
    ],
  ])('repeated work that %s goes on with the next run', async (_how, fail: () => Promise<void>) => {
    const second = gate();
    let runs = 0;
    const repeated = every(1, 'test', log, () => {
      runs += 1;
      if (runs === 1) return fail();
      second.open();
      return Promise.resolve();
    });

    await second.opened;
    await repeated.stop();
  });

  it('repeated work counts as stopped only when the run under way has ended, and cannot be woken after that', async () => {
    const { work, runs, begun, end } = countedWork();
    const repeated = every(NEVER_MS, 'test', log, work);
    repeated.wake();
    await begun(1);
    let isStopped = false;
    const stopped = repeated.stop().then(() => (isStopped = true));
    await Promise.resolve();
    expect(isStopped).toBe(false);

    end(1);
    await stopped;
    repeated.wake();

    expect(runs()).toBe(1);
  });
});
