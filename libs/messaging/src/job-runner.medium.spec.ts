import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { billingInbox, type OpenAccount } from '@aisha/contracts/billing';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { eventually, onPostgres, statementsOf } from '@aisha/testing';
import { DelayedError } from 'bullmq';
import { serveInbox, type JobHandler } from './job-handler';
import { JobRunner } from './job-runner';
import type { QueuedJob } from './queue-driver';
import { MESSAGING_TIMEOUTS } from './timeouts';

const SETTLEMENT = {
  orderId: newId<OrderId>(),
  userId: newId<UserId>(),
  kind: 'generation',
  delivered: 1,
  of: 1,
  reason: null,
};

/** Of a message that has lain in an outbox for long. */
const OLD_ID = '0199a3e1-0b7d-7c3a-8e10-55aa7be90c11';

/** A real database; the job is as BullMQ hands it over, so that rare turns need not be waited for. */
const setup = async (handler: JobHandler<OpenAccount>) => {
  const postgres = await onPostgres('billing');
  const setup = {
    handler: class {
      handle = handler.handle;
    },
    attempts: 3,
    timeoutMs: 5_000,
  };
  const nothing = {
    handler: class {
      handle = async () => {};
    },
    attempts: 1,
    timeoutMs: 1_000,
  };
  const served = serveInbox(
    billingInbox,
    { concurrency: 2 },
    {
      'open-account': setup,
      'place-hold': nothing,
      'settle-hold': nothing,
      'credit-purchase': nothing,
      'refund-purchase': nothing,
    },
  );
  const runner = new JobRunner(
    served as never,
    postgres.database,
    'billing',
    (_job, data, context) => handler.handle(data as OpenAccount, context),
    () => handler as JobHandler<object>,
    Logger.silent(),
    { ...MESSAGING_TIMEOUTS, unpublishedAfterMs: 3_600_000 },
  );
  const userId = newId<UserId>();
  const deferred: number[] = [];
  const job = (given: Partial<QueuedJob> = {}): QueuedJob =>
    ({
      id: OLD_ID,
      name: 'open-account',
      data: message(billingInbox, 'open-account', { userId }).payload,
      attemptsMade: 0,
      opts: {},
      stalledCounter: 0,
      moveToDelayed: async (timestamp: number) => void deferred.push(timestamp),
      ...given,
    }) as QueuedJob;
  const letters = () => postgres.admin.query('SELECT code, attempts, facts FROM billing.dead_letter');
  return { postgres, runner, job, letters, userId, deferred };
};

describe('the runner of jobs', () => {
  it('lets the effects of a message happen once when two workers run it at the same moment', async () => {
    let arrived = 0;
    let both = (): void => {};
    const bothArrived = new Promise<void>((resolve) => (both = resolve));
    const { postgres, runner, job } = await setup({
      handle: async ({ userId }, context) => {
        arrived += 1;
        if (arrived === 2) both();
        await bothArrived;
        await context.once((tx) => tx.query('INSERT INTO billing.account (user_id) VALUES ($1)', [userId]));
      },
    });
    await Promise.all([runner.run(job()), runner.run(job())]);

    expect(await postgres.admin.query('SELECT available FROM billing.account')).toEqual([{ available: '0' }]);
  });

  it('runs a job alone that was there each time its process died: beside it nobody else dies, and all others get their turn', async () => {
    const running: string[] = [];
    const beside: string[][] = [];
    const ends = new Map<string, () => void>();
    const { runner, job } = await setup({
      handle: async (_data, { messageId }) => {
        running.push(messageId);
        beside.push([...running]);
        await new Promise<void>((end) => ends.set(messageId, end));
        running.splice(running.indexOf(messageId), 1);
      },
    });
    const end = async (id: string): Promise<void> => (await eventually(() => ends.get(id) ?? false))();
    const run = (id: string, stalledCounter: number) => runner.run(job({ id, stalledCounter }));

    const jobs = [run('before', 0), run('suspect', 2), run('after', 1)];
    await end('before');
    await end('suspect');
    await end('after');
    await Promise.all(jobs);

    expect(beside).toEqual([['before'], ['suspect'], ['after']]);
  });

  it('remembers a message that had no effects of its own in the database', async () => {
    let runs = 0;
    const { runner, job } = await setup({ handle: async () => void (runs += 1) });
    await runner.run(job());
    await runner.run(job());

    expect(runs).toBe(1);
  });

  it('tells the queue the code of a failure and nothing it says', async () => {
    const { runner, job } = await setup({
      handle: async () => {
        throw new Error('POST https://provider/?token=hunter2 failed');
      },
    });
    const failure = (await runner.run(job()).catch((error: unknown) => error)) as AppError;

    expect([failure.message, failure.cause, failure.facts]).toEqual(['unexpected', undefined, {}]);
  });

  it.each([
    ['a job', { name: 'from-the-future' }, { job: 'from-the-future' }],
    ['a value', { name: 'settle-hold', data: { ...SETTLEMENT, kind: 'from-the-future' } }, { fields: 'kind' }],
  ])('polls %s of a newer release for an hour, then puts it aside', async (_what, given, facts) => {
    const { runner, job, letters, deferred } = await setup({ handle: async () => {} });
    const unknown = job({
      ...given,
      progress: 0,
      updateProgress: async (poll) => void (unknown.progress = poll),
    });
    for (let poll = 1; poll < 20; poll += 1) {
      const before = Date.now();
      await expect(runner.run(unknown)).rejects.toThrow(DelayedError);
      deferred.push(deferred.pop()! - before);
    }
    expect([await letters(), deferred.length]).toEqual([[], 19]);
    await runner.run(unknown);

    expect(await letters()).toEqual([{ code: 'message-unknown', attempts: 20, facts }]);
    expect(deferred).toHaveLength(19);
    const minutes = deferred.reduce((sum, pause) => sum + pause) / 60_000;
    expect(minutes).toBeGreaterThan(60);
    expect(deferred[0]).toBeLessThan(minutes * 60_000 * 0.01); // another replica may know it already
  });

  it('leaves giving up to the release that can read the message', async () => {
    let gaveUp = 0;
    const { runner, job, letters } = await setup({ handle: async () => {}, giveUp: async () => void (gaveUp += 1) });
    const data = { ...SETTLEMENT, kind: 'from-the-future' };
    const tired = job({ name: 'settle-hold', data, attemptsMade: 9, progress: 0, updateProgress: async () => {} });

    await expect(runner.run(tired)).rejects.toThrow(DelayedError);
    expect([gaveUp, await letters()]).toEqual([0, []]);
  });

  it('gives up again when giving up failed, without doing the job again, and at last without the handler', async () => {
    let [runs, cleanUps] = [0, 0];
    const { runner, job, letters } = await setup({
      handle: async () => {
        runs += 1;
        throw new AppError('provider-failed');
      },
      giveUp: async () => {
        cleanUps += 1;
        throw new Error('a bug');
      },
    });
    await expect(runner.run(job({ attemptsMade: 2 }))).rejects.toMatchObject({ code: 'provider-failed' });
    await expect(runner.run(job({ attemptsMade: 3, failedReason: 'provider-failed' }))).rejects.toThrow();
    expect(await letters()).toEqual([]);
    await runner.run(job({ attemptsMade: 8, failedReason: 'provider-failed' }));

    expect([runs, cleanUps]).toEqual([1, 2]);
    expect(await letters()).toMatchObject([{ code: 'provider-failed', attempts: 9 }]);
  });

  it('puts aside a job that was running each time its process died', async () => {
    const { runner, job, letters } = await setup({ handle: async () => {} });
    await runner.run(job({ stalledCounter: 5 }));

    expect(await letters()).toMatchObject([{ code: 'unexpected' }]);
  });

  it.each([
    ['the first run of a new message: nobody can have handled it', { attemptsStarted: 1 }, 0],
    ['a second run', { attemptsStarted: 2 }, 1],
    ['a run after another process died', { attemptsStarted: 1, stalledCounter: 1 }, 1],
    ['a message that may have been published again', { id: OLD_ID, attemptsStarted: 1 }, 1],
  ])('before %s asks whether it was handled, or not', async (_what, given, questions) => {
    const { postgres, runner, job } = await setup({ handle: async () => {} });
    const statements = statementsOf(postgres.database);
    await runner.run(job({ id: newId<string>(), ...given }));

    expect(statements.map((sql) => sql.slice(0, 6))).toEqual([...Array(questions).fill('SELECT'), 'INSERT']);
  });

  it('asks and keeps nothing of a message that is a hint, which no outbox holds', async () => {
    const { postgres, runner, job } = await setup({ handle: async () => {} });
    const statements = statementsOf(postgres.database);
    await runner.run(job({ id: 'fal_request-1', attemptsStarted: 1 }));

    expect(statements).toEqual([]);
  });

  it.each([
    ['before a run', {}],
    ['in the first run', { id: newId<string>(), attemptsStarted: 1 }],
  ])('uses up no attempt while its own database is away %s', async (_when, given) => {
    const { postgres, runner, job, deferred } = await setup({ handle: async () => {} });
    await postgres.database.close();
    const before = Date.now();

    await expect(runner.run(job(given))).rejects.toMatchObject({ name: 'DelayedError' });
    expect(deferred[0]).toBeGreaterThan(before);
  });

  it('waits longer after each failure, in whole milliseconds, and at most five minutes', async () => {
    const { runner } = await setup({ handle: async () => {} });
    const pauses = Array.from({ length: 20 }, (_, index) => runner.pauseAfter(index + 1));

    expect(pauses[0]).toBeLessThanOrEqual(1_000);
    expect(pauses[3]).toBeGreaterThanOrEqual(4_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(300_000);
    expect(pauses.every(Number.isInteger)).toBe(true);
  });
});
