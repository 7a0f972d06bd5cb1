import { getEventListeners } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { billingInbox, type OpenAccount } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { PersonRowsStore } from '@aisha/database/people';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import { newId, workFacts } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, readableLog, statementsOf } from '@aisha/testing';
import { DelayedError, WaitingError } from 'bullmq';
import { serveInbox, type JobContext, type JobHandler } from './job-handler';
import { JobRunner } from './job-runner';
import { jobSeconds, jobsTotal } from './metrics';
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

/** The id of a message that has lain in an outbox for long. */
const OLD_ID = '0199a3e1-0b7d-7c3a-8e10-55aa7be90c11';

/** A real database. The spec itself hands jobs over as BullMQ would, so that rare sequences of events need no waiting. */
const setup = async (
  handler: JobHandler<OpenAccount>,
  { timeoutMs = 5_000, database }: { timeoutMs?: number; database?: Database } = {},
) => {
  const postgres = await onPostgres('billing');
  const setup = {
    handler: class {
      handle = handler.handle;
    },
    attempts: 3,
    timeoutMs,
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
      ...(Object.fromEntries(Object.keys(billingInbox.jobs).map((job) => [job, nothing])) as Record<
        keyof typeof billingInbox.jobs,
        typeof nothing
      >),
      'open-account': setup,
      'place-hold': nothing,
      'settle-hold': nothing,
      'credit-purchase': nothing,
      'refund-purchase': nothing,
      'keep-provider-bill': nothing,
      'give-credits': nothing,
      'change-selling': nothing,
      'use-promo': nothing,
      'make-promo': nothing,
      'end-promo': nothing,
      'keep-invitation': nothing,
      'reward-invitation': nothing,
      'reward-picture': nothing,
      'take-back-gains': nothing,
      'make-gift': nothing,
      'open-gift': nothing,
    },
  );
  const { log, lines: logged } = readableLog();
  const runner = new JobRunner(
    served as never,
    { database: database ?? postgres.database, schema: 'billing' },
    {
      call: (_job, data, context) => handler.handle(data as OpenAccount, context),
      of: () => handler as JobHandler<object>,
    },
    log,
    { ...MESSAGING_TIMEOUTS, repeatAfterMs: 3_600_000 },
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
      progress: 0,
      moveToDelayed: async (timestamp: number) => void deferred.push(timestamp),
      ...given,
    }) as QueuedJob;
  const letters = () => postgres.admin.query('SELECT code, attempts, facts FROM billing.dead_letter');
  const ends = async () =>
    (await jobsTotal.get()).values.map(({ labels, value }) => `${labels.job} ${labels.outcome} ${value}`);
  jobsTotal.reset();
  return { postgres, runner, job, letters, userId, deferred, logged, ends };
};

/** A database behind a proxy that can be closed: connections break, and no new ones are accepted. */
const behindAWay = async () => {
  const { url } = await onPostgres('billing');
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  const way = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const end of [client, server]) {
      open.add(end);
      end.on('error', () => undefined).on('close', () => [client, server].forEach((other) => other.destroy()));
    }
    client.pipe(server).pipe(client);
  });
  const listen = (at: number) => new Promise<void>((listening) => way.listen(at, '127.0.0.1', listening));
  await listen(0);
  const { port: own } = way.address() as AddressInfo;
  const database = await Database.connect({
    url: Object.assign(new URL(url), { host: `127.0.0.1:${own}` }).href,
    role: 'billing',
  });
  const close = (): void => {
    way.close();
    for (const end of open) end.destroy();
  };
  afterThisTest(async () => {
    await database.close();
    close();
  });
  return { database, close, openAgain: () => listen(own) };
};

describe('the runner of jobs', () => {
  it('the runner of jobs lets the effects of a message happen once when two workers run it at the same moment', async () => {
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

  it('a job that was running each time its process died runs alone, and all others get their turn', async () => {
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

  it('the runner goes on when its places become fewer while a job that runs alone waits for all of them', async () => {
    const ran: string[] = [];
    let end = (): void => {};
    const { runner, job } = await setup({
      handle: async (_data, { messageId }) => {
        ran.push(messageId);
        if (messageId === 'first') await new Promise<void>((ended) => (end = ended));
      },
    });
    const run = (id: string, stalledCounter = 0) => runner.run(job({ id, stalledCounter }));
    runner.takes(4);
    const first = run('first');
    await eventually(() => ran.length === 1);

    const [suspect, later] = [run('suspect', 2), run('later')];
    await nextTurn(); // «suspect» and «later» are hints, which need no query of `handled`: both jobs now wait for places
    runner.takes(2);
    await nextTurn();
    runner.takes(1);
    end();
    await Promise.all([first, suspect, later]);
    await run('last');

    expect(ran).toEqual(['first', 'suspect', 'later', 'last']);
  });

  it('the runner remembers a message whose handler writes nothing to the database', async () => {
    let runs = 0;
    const { runner, job, ends } = await setup({ handle: async () => void (runs += 1) });
    await runner.run(job());
    await runner.run(job());

    expect(runs).toBe(1);
    expect(await ends()).toEqual(['open-account handled 1', 'open-account repeated 1']);
  });

  it('the runner counts a failed first run as repeated when another run has done the work meanwhile', async () => {
    const id = newId<string>();
    const { postgres, runner, job, ends } = await setup({
      handle: async () => {
        await postgres.admin.query(`INSERT INTO billing.handled (message_id, job) VALUES ($1, 'open-account')`, [id]);
        throw new AppError('provider-failed');
      },
    });
    await runner.run(job({ id, attemptsStarted: 1 }));

    expect(await ends()).toEqual(['open-account repeated 1']);
  });

  it('the runner tells the queue the code of a failure and none of its text', async () => {
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
  ])(
    'the runner of jobs retries %s of a newer release for an hour, then puts it aside',
    async (_what, given, facts) => {
      const { runner, job, letters, deferred, logged } = await setup({ handle: async () => {} });
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
      expect(logged('job.unknown')).toHaveLength(19);
      expect(logged('job.unknown').at(-1)).toMatchObject({ code: 'message-unknown', poll: 19, polls: 20 });
    },
  );

  it('attempts that are used up do not make the runner give up a message that only a newer release can read', async () => {
    let gaveUp = 0;
    const { runner, job, letters } = await setup({ handle: async () => {}, giveUp: async () => void (gaveUp += 1) });
    const data = { ...SETTLEMENT, kind: 'from-the-future' };
    const tired = job({ name: 'settle-hold', data, attemptsMade: 9, progress: 0, updateProgress: async () => {} });

    await expect(runner.run(tired)).rejects.toThrow(DelayedError);
    expect([gaveUp, await letters()]).toEqual([0, []]);
  });

  it('when giving up a message fails, the runner tries that again without running the job again, and after too many failures gives up without the handler’s clean-up', async () => {
    let [runs, cleanUps] = [0, 0];
    const { runner, job, letters, logged, ends } = await setup({
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
    await expect(runner.run(job({ attemptsMade: 7, failedReason: 'provider-failed' }))).rejects.toThrow();
    expect(await letters()).toEqual([]);
    expect(logged('job.give-up-failed')).toMatchObject([{ attempt: 3 }, { attempt: 8, message: 'a bug' }]);
    await runner.run(job({ attemptsMade: 8, failedReason: 'provider-failed' }));

    expect([runs, cleanUps]).toEqual([1, 2]);
    expect(await letters()).toMatchObject([{ code: 'provider-failed', attempts: 9 }]);
    expect(logged('job.dead')).toMatchObject([{ code: 'provider-failed', attempt: 9, cleanUp: false }]);
    expect(await ends()).toEqual(['open-account dead 1']);
  });

  it('the runner of jobs puts aside a job whose process has died five times while the job ran', async () => {
    let runs = 0;
    const { runner, job, letters, logged } = await setup({ handle: async () => void (runs += 1) });
    await runner.run(job({ id: newId<string>(), stalledCounter: 4 }));
    expect([runs, await letters()]).toEqual([1, []]);
    await runner.run(job({ stalledCounter: 5 }));

    expect([runs, await letters()]).toEqual([1, [{ code: 'unexpected', attempts: 1, facts: { stalled: 5 } }]]);
    expect(logged('job.dead')).toMatchObject([{ attempt: 1, cleanUp: true }]);
  });

  it('the runner of jobs puts a message aside once, though two workers give it up at the same moment', async () => {
    let cleanUps = 0;
    const { runner, job, letters, ends } = await setup({
      handle: async () => {},
      giveUp: async () => void (cleanUps += 1),
    });
    const tired = { attemptsMade: 3, failedReason: 'what only the queue says' };
    await Promise.all([runner.run(job(tired)), runner.run(job(tired))]);

    expect(await letters()).toEqual([{ code: 'unexpected', attempts: 4, facts: {} }]);
    expect(cleanUps).toBe(1);
    expect((await ends()).sort()).toEqual(['open-account dead 1', 'open-account repeated 1']);
  });

  it.each([
    ['nothing', undefined, null],
    [
      'nothing that we know',
      { userId: 7, orderId: { of: 'a stranger' } },
      { userId: 7, orderId: { of: 'a stranger' } },
    ],
  ])('the runner puts aside a message that says %s, without a clean-up', async (_what, data, payload) => {
    let cleanUps = 0;
    const { postgres, runner, job, logged } = await setup({
      handle: async () => {},
      giveUp: async () => void (cleanUps += 1),
    });
    await runner.run(job({ data }));

    expect(await postgres.admin.query('SELECT code, payload FROM billing.dead_letter')).toEqual([
      { code: 'message-unreadable', payload },
    ]);
    expect(cleanUps).toBe(0);
    const [line] = logged('job.dead');
    expect([line!['orderId'], line!['userId']]).toEqual([undefined, undefined]);
  });

  it.each([
    ['the first run of a new message: nobody can have handled it', { attemptsStarted: 1 }, 0],
    ['a second run', { attemptsStarted: 2 }, 1],
    ['a run after another process died', { attemptsStarted: 1, stalledCounter: 1 }, 1],
    ['a message that may have been published again', { id: OLD_ID, attemptsStarted: 1 }, 1],
  ])(
    'the runner asks whether a message was handled only when it may have been: %s',
    async (_what, given, questions) => {
      const { postgres, runner, job } = await setup({ handle: async () => {} });
      const statements = statementsOf(postgres.database);
      await runner.run(job({ id: newId<string>(), ...given }));

      expect(statements.map((sql) => sql.slice(0, 6))).toEqual([...Array(questions).fill('SELECT'), 'INSERT']);
    },
  );

  it('the runner keeps no record of a hint (a message in no outbox)', async () => {
    const { postgres, runner, job } = await setup({ handle: async () => {} });
    const statements = statementsOf(postgres.database);
    await runner.run(job({ id: 'fal_request-1', attemptsStarted: 1 }));

    expect(statements).toEqual([]);
  });

  it.each([
    ['before a run', {}],
    ['in the first run', { id: newId<string>(), attemptsStarted: 1 }],
  ])('the runner of jobs uses up no attempt while its own database is away %s', async (_when, given) => {
    const { postgres, runner, job, deferred, logged } = await setup({ handle: async () => {} });
    await postgres.database.close();
    const before = Date.now();

    await expect(runner.run(job(given))).rejects.toMatchObject({ name: 'DelayedError' });
    expect(deferred[0]).toBeGreaterThan(before);
    expect(logged('job.deferred')).toHaveLength(1);
  });

  describe('a hint (a message in no outbox)', () => {
    const HINT = { id: 'a-hint', attemptsStarted: 3, attemptsMade: 2 };

    it('a hint (a message in no outbox) uses up no attempt while Postgres is away, not even its last attempt', async () => {
      const { database, close, openAgain } = await behindAWay();
      const { runner, job, letters, deferred, ends, logged } = await setup(
        { handle: async () => void (await database.read.query('SELECT 1')) },
        { database },
      );
      close();
      for (const attemptsMade of [2, 3]) {
        await expect(runner.run(job({ ...HINT, attemptsMade }))).rejects.toThrow(DelayedError);
      }
      expect([deferred.length, logged('job.deferred').length, await ends()]).toEqual([2, 2, []]);
      await openAgain();
      await runner.run(job(HINT));

      expect(await letters()).toEqual([]);
      expect(await ends()).toEqual(['open-account handled 1']);
    });

    it('the first ten times that Postgres ends the connection of a hint (a message in no outbox), the hint uses up no attempt', async () => {
      const { database } = await behindAWay();
      const { postgres, runner, job, letters, deferred } = await setup({
        handle: () =>
          database.transaction(async (tx) => {
            const [{ pid }] = await tx.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
            await postgres.admin.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
            await tx.query('SELECT 1');
          }),
      });
      const hint = job({ ...HINT, updateProgress: async (lost) => void (hint.progress = lost) });
      for (let lost = 1; lost <= 10; lost += 1) await expect(runner.run(hint)).rejects.toThrow(DelayedError);
      expect([deferred.length, await letters()]).toEqual([10, []]);
      await runner.run(hint);

      expect(await letters()).toMatchObject([{ code: 'unexpected', attempts: 3 }]);
    });

    const READ_ONLY = ['SET TRANSACTION READ ONLY', `INSERT INTO billing.handled (message_id, job) VALUES ('1', '2')`];
    const NO_SPACE = [`DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$`];
    /** A hint whose handler runs these statements in a transaction. */
    const hintThat = async (statements: readonly string[]) => {
      const parts = await setup({
        handle: () =>
          parts.postgres.database.transaction(async (tx) => {
            for (const statement of statements) await tx.query(statement);
          }),
      });
      const hint = parts.job({ ...HINT, updateProgress: async (lost) => void (hint.progress = lost) });
      const run = (times: number) => {
        hint.attemptsStarted = times;
        return parts.runner.run(hint);
      };
      return { ...parts, run };
    };

    it.each([
      ['is read only', READ_ONLY, '25006', 'true'],
      ['has a full disk', NO_SPACE, '53100', 'octet_length(NEW.job) > 8192'], // a page may still have room for a small row
    ])(
      'a hint (a message in no outbox) uses up no attempt while Postgres %s, however long that lasts, and comes less and less often',
      async (_why, statements, code, whatIsRefused) => {
        const { postgres, run, letters, deferred } = await hintThat(statements);
        await postgres.admin.query(
          `CREATE FUNCTION refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             IF ${whatIsRefused} THEN RAISE EXCEPTION 'refused' USING ERRCODE = '${code}'; END IF; RETURN NEW; END $$`,
        );
        await postgres.admin.query(
          'CREATE TRIGGER refuses BEFORE INSERT ON billing.handled FOR EACH ROW EXECUTE FUNCTION refuses()',
        );
        const pauses: number[] = [];

        for (let times = 1; times <= 15; times += 1) {
          const before = Date.now();
          await expect(run(times)).rejects.toThrow(DelayedError);
          pauses.push((deferred.at(-1)! - before) / 1_000);
        }

        expect(await letters()).toEqual([]);
        expect(pauses[0]).toBeLessThan(10);
        expect(pauses[4]).toBeGreaterThan(60);
        expect(pauses.at(-1)).toBeGreaterThan(290);
        expect(pauses.at(-1)).toBeLessThan(360);
      },
    );

    it.each([
      ['runs in a read-only transaction', READ_ONLY],
      ['fills the disk', NO_SPACE],
    ])(
      'a hint (a message in no outbox) whose own work %s becomes a dead letter after ten free runs, because Postgres takes other writes',
      async (_why, statements) => {
        const { postgres, run, letters, deferred } = await hintThat(statements);

        for (let times = 1; times <= 10; times += 1) await expect(run(times)).rejects.toThrow(DelayedError);
        await run(11);

        expect([deferred.length, await letters()]).toEqual([
          10,
          [expect.objectContaining({ code: 'unexpected', attempts: 3 })],
        ]);
        expect(await postgres.admin.query('SELECT FROM billing.handled')).toHaveLength(1); // the dead letter's; no row of the runner's own
      },
    );

    it('a hint without any work left does not become a dead letter', async () => {
      let cleanUps = 0;
      const { runner, job, letters, ends, userId } = await setup({
        handle: () => Promise.reject(new AppError('provider-unreachable')),
        giveUp: async () => void (cleanUps += 1),
        isNeedless: async (hint) => hint.userId === userId,
      });
      await runner.run(job(HINT));
      expect([await letters(), cleanUps, await ends()]).toEqual([[], 0, ['open-account needless 1']]);
      await runner.run(job({ ...HINT, id: 'of another', data: { userId: newId<UserId>() } }));

      expect([(await letters()).length, cleanUps]).toEqual([1, 1]);
    });
  });

  it('a job that comes while its process stops goes back to the queue, and uses up no attempt', async () => {
    let runs = 0;
    const handle = () => new Promise<void>(() => (runs += 1));
    const { runner, job, logged } = await setup({ handle });
    const back: (string | undefined)[] = [];
    runner.requeueAll();

    const run = runner.run(
      job({ token: 'ours', moveToWait: async (token?: string) => void back.push(token) as never }),
    );

    await expect(run).rejects.toBeInstanceOf(WaitingError);
    expect([back, runs]).toEqual([['ours'], 0]);
    expect(logged('job.requeued')).toHaveLength(1);
  });

  it('the work facts of a job, which its log lines carry, name the job, the message, the person, the trace and, if any, the order', async () => {
    let facts: object = {};
    const { runner, job, userId } = await setup({ handle: async () => void (facts = workFacts()) });

    await runner.run(job());

    expect(facts).toStrictEqual({ job: 'open-account', messageId: OLD_ID, userId, traceId: expect.any(String) });
    const orderId = newId<OrderId>();
    await runner.run(
      job({ id: newId<string>(), data: { userId, orderId }, opts: { telemetry: { metadata: orderId } } }),
    );

    expect(facts).toMatchObject({ orderId, traceId: orderId });
  });

  it('the runner counts, times and logs a failure under the name of its job, with the number of the attempt', async () => {
    jobSeconds.reset();
    const { runner, job, ends, logged } = await setup({
      handle: () => Promise.reject(new AppError('provider-unreachable')),
    });

    await expect(runner.run(job())).rejects.toThrow('provider-unreachable');

    expect(await ends()).toEqual(['open-account failed 1']);
    const runs = (await jobSeconds.get()).values.filter(({ metricName }) => metricName?.endsWith('_count'));
    expect(runs).toMatchObject([{ labels: { job: 'open-account' }, value: 1 }]);
    expect(logged('job.failed')).toMatchObject([{ code: 'provider-unreachable', attempt: 1, attempts: 3 }]);
  });

  it('the runner labels no metric with the name of a job that its inbox lacks', async () => {
    const { runner, job, ends } = await setup({ handle: async () => {} });
    await expect(
      runner.run(job({ name: 'x'.repeat(100), progress: 0, updateProgress: async () => {} })),
    ).rejects.toThrow();

    expect(await ends()).toEqual(['unknown failed 1']);
  });

  it('the runner of jobs gives a handler the number of its attempt, and whether it is the last', async () => {
    const told: unknown[] = [];
    const { runner, job } = await setup({
      handle: async (_data, { messageId, attempt, isLastAttempt }) =>
        void told.push({ messageId, attempt, isLastAttempt }),
    });
    await runner.run(job({ id: 'a-hint' }));
    await runner.run(job({ id: 'a-hint', attemptsMade: 2 }));

    expect(told).toEqual([
      { messageId: 'a-hint', attempt: 1, isLastAttempt: false },
      { messageId: 'a-hint', attempt: 3, isLastAttempt: true },
    ]);
  });

  it('the runner of jobs stops a job whose time is up, and does not abort a job that was done in time', async () => {
    const contexts: JobContext[] = [];
    const handle = (_data: OpenAccount, context: JobContext) => {
      contexts.push(context);
      return context.messageId === 'quick' ? Promise.resolve() : new Promise<void>(() => {});
    };
    const { runner, job, logged } = await setup({ handle }, { timeoutMs: 20 });
    await runner.run(job({ id: 'quick' }));
    await expect(runner.run(job({ id: 'slow' }))).rejects.toThrow('took-too-long'); // begins later, may take as long: now both times are up

    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([false, true]);
    expect(getEventListeners(contexts[0]!.signal, 'abort')).toEqual([]);
    expect(logged('job.failed')).toMatchObject([{ code: 'took-too-long', timeoutMs: 20 }]);
  });

  it('the runner of jobs waits longer after each failure, in whole milliseconds, and at most five minutes', async () => {
    const { runner } = await setup({ handle: async () => {} });
    const pauses = Array.from({ length: 20 }, (_, index) => runner.pauseAfter(index + 1));

    expect(pauses[0]).toBeLessThanOrEqual(1_000);
    expect(pauses[3]).toBeGreaterThanOrEqual(4_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(300_000);
    expect(pauses.every(Number.isInteger)).toBe(true);
    const again = Array.from({ length: 20 }, () => runner.pauseAfter(10));
    expect(Math.max(...again) - Math.min(...again)).toBeGreaterThan(1_000); // many retries do not come at once
  });

  describe('a message that the queue only names', () => {
    const named = async (receiver: string) => {
      const handled: OpenAccount[] = [];
      const parts = await setup({ handle: async (data) => void handled.push(data) });
      const { postgres, userId } = parts;
      await postgres.admin.query(
        `INSERT INTO bot.outbox (id, receiver, job, payload) VALUES ($1, $2, 'open-account', $3)`,
        [OLD_ID, receiver, JSON.stringify({ userId })],
      );
      return { ...parts, handled, reference: parts.job({ data: { outbox: 'bot' } }) };
    };

    it('the runner reads from the sender a message that the queue only names', async () => {
      const { runner, reference, handled, userId } = await named('billing');
      await runner.run(reference);

      expect(handled).toEqual([{ userId }]);
    });

    it('the runner reads no message that is meant for another app', async () => {
      const { runner, reference, handled, letters } = await named('transcriber');
      await runner.run(reference);

      expect(handled).toEqual([]);
      expect(await letters()).toEqual([{ code: 'message-unreadable', attempts: 1, facts: { isGone: true } }]);
    });

    it('a message that its sender no longer has counts as handled if it was handled before', async () => {
      const { postgres, runner, reference, handled, letters } = await named('billing');
      await runner.run(reference);
      await postgres.admin.query('DELETE FROM bot.outbox');
      await runner.run(reference);

      expect(handled).toHaveLength(1);
      expect(await letters()).toEqual([]);
    });

    it.each([
      ['a message that was tried before', OLD_ID, {}],
      ['a message that comes for the first time', newId<string>(), {}],
      ['a message whose handler writes in one transaction', newId<string>(), { inOneTransaction: 'synced' }],
    ] as const)(
      '%s and is about a person whom its sender has forgotten counts as handled, and is no dead letter',
      async (_, id, way) => {
        const handled: OpenAccount[] = [];
        const { postgres, runner, job, letters, userId } = await setup({
          ...way,
          handle: async (data) => void handled.push(data),
        });
        const gateway = await postgres.as('bot');
        await gateway.transaction((tx) =>
          tx.query(`INSERT INTO bot.outbox (id, receiver, job, payload) VALUES ($1, 'billing', 'open-account', $2)`, [
            id,
            JSON.stringify({ userId }),
          ]),
        );
        await gateway.transaction((tx) => new PersonRowsStore(gateway, 'bot').forget(tx, { userId, avatarIds: [] }));

        await runner.run(job({ id, data: { outbox: 'bot' }, attemptsStarted: 1 }));

        expect([handled, await letters()]).toEqual([[], []]);
        expect(await postgres.admin.query('SELECT message_id AS id FROM billing.handled')).toEqual([{ id }]);
        const sent = await postgres.outboxOf('bot');
        expect(JSON.stringify(sent)).not.toContain(userId);
      },
    );

    it('the runner waits for a Postgres that is away before it reads a message, and counts no attempt', async () => {
      const { postgres, runner, reference, letters, deferred } = await named('billing');
      await postgres.admin.query('ALTER VIEW bot.outbox_to_billing RENAME TO outbox_away');
      await expect(runner.run(reference)).rejects.toThrow(DelayedError);

      expect(deferred).toHaveLength(1);
      expect(await letters()).toEqual([]);
    });
  });

  describe('a handler that writes in one transaction', () => {
    /** Makes a message in the outbox of its sender, written a moment ago. */
    const fresh = async (
      handle: JobHandler<OpenAccount>['handle'],
      { payload = { userId: newId<UserId>() }, timeoutMs = 5_000 }: { payload?: object; timeoutMs?: number } = {},
    ) => {
      const parts = await setup({ inOneTransaction: 'synced', handle }, { timeoutMs });
      const { postgres, job } = parts;
      const id = newId<string>();
      await postgres.admin.query(
        `INSERT INTO bot.outbox (id, receiver, job, payload) VALUES ($1, 'billing', 'open-account', $2)`,
        [id, JSON.stringify(payload)],
      );
      const first = () => job({ id, attemptsStarted: 1, data: { outbox: 'bot' } });
      const statements = statementsOf(postgres.database);
      const accounts = () => postgres.admin.query<{ user_id: UserId }>('SELECT user_id FROM billing.account');
      return { ...parts, first, statements, accounts };
    };
    const opens: JobHandler<OpenAccount>['handle'] = async ({ userId }, context) => {
      await context.once((tx) => tx.query('INSERT INTO billing.account (user_id) VALUES ($1)', [userId]));
    };

    it('a handler that writes in one transaction claims and reads the message in one statement', async () => {
      const { runner, first, statements, accounts, ends } = await fresh(opens);
      await runner.run(first());

      expect(statements.map((statement) => statement.trim().split(' ').slice(0, 2).join(' '))).toEqual([
        'START TRANSACTION',
        'WITH claimed',
        'INSERT INTO',
        'COMMIT',
      ]);
      expect(await accounts()).toHaveLength(1);
      expect(await ends()).toEqual(['open-account handled 1']);
    });

    it('a handler that writes in one transaction goes on after `once` when its rows are committed', async () => {
      const seen: unknown[] = [];
      const { postgres, runner, first } = await fresh(async (data, context) => {
        await opens(data, context);
        seen.push(...(await postgres.admin.query('SELECT FROM billing.account')));
      });
      await runner.run(first());

      expect(seen).toHaveLength(1);
    });

    it('a handler that writes in one transaction has its effects once when its message comes twice at the same moment', async () => {
      const { runner, first, accounts, ends } = await fresh(opens);
      await Promise.all([runner.run(first()), runner.run(first())]);

      expect(await accounts()).toHaveLength(1);
      expect(await ends()).toEqual(['open-account handled 2']);
    });

    it('a handler that writes in one transaction has no effects when its work fails, and all of them in the next run', async () => {
      let runs = 0;
      const { runner, first, accounts, logged } = await fresh(async (data, context) => {
        await context.once(async (tx) => {
          await tx.query('INSERT INTO billing.account (user_id) VALUES ($1)', [data.userId]);
          if ((runs += 1) === 1) throw new AppError('provider-unreachable');
        });
      });
      await expect(runner.run(first())).rejects.toThrow('provider-unreachable');
      expect(await accounts()).toEqual([]);
      expect(logged('job.failed')).toHaveLength(1);

      await runner.run(Object.assign(first(), { attemptsStarted: 2, attemptsMade: 1 }));
      expect(await accounts()).toHaveLength(1);
    });

    it('a message whose handler has no effects is remembered as handled, and leaves no transaction open', async () => {
      let runs = 0;
      const { postgres, runner, first, ends } = await fresh(async () => void (runs += 1));
      await runner.run(first());
      await runner.run(Object.assign(first(), { attemptsStarted: 2 }));

      expect(runs).toBe(1);
      expect(await ends()).toEqual(['open-account handled 1', 'open-account repeated 1']);
      expect(postgres.database.connections.idle).toBe(postgres.database.connections.open);
    });

    it('a message that cannot be read is a dead letter, for a handler that writes in one transaction, too', async () => {
      const { postgres, runner, first, letters } = await fresh(opens, { payload: { userId: 'nobody' } });
      await runner.run(first());

      expect(await letters()).toMatchObject([{ code: 'message-unreadable' }]);
      expect(postgres.database.connections.idle).toBe(postgres.database.connections.open);
    });

    it('a handler that writes in one transaction is stopped when its time is up', async () => {
      const endless: JobHandler<OpenAccount>['handle'] = async (_data, context) => {
        const aborted = new Promise<void>((_, reject) => context.signal.addEventListener('abort', reject));
        await context.once(() => aborted);
      };
      const { runner, first, logged } = await fresh(endless, { timeoutMs: 50 });
      await expect(runner.run(first())).rejects.toThrow('took-too-long');
      expect(logged('job.failed')).toMatchObject([{ code: 'took-too-long' }]);
    });
  });
});
