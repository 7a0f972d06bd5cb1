import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres } from '@aisha/testing';
import { DelayedError } from 'bullmq';
import { postgresDriver, type QueuedJob, type QueueDriver } from './queue-driver';

/** The messages of a client that are statements: the first bytes are the letter and the length (Postgres' protocol 3). */
const STATEMENTS = ['P', 'Q'];
const statementsIn = (said: Buffer): string[] => {
  const statements: string[] = [];
  for (let at = said.length > 4 ? said.readInt32BE(0) : 0; at + 5 <= said.length; at += 1 + said.readInt32BE(at + 1)) {
    if (STATEMENTS.includes(String.fromCharCode(said[at]!))) {
      const text = said.subarray(at + 5, at + 1 + said.readInt32BE(at + 1)).toString();
      statements.push(/(\w+)\(\s*\$1/.exec(text.replaceAll(/--.*/g, ''))?.[1] ?? text.replaceAll(/\s+/g, ' '));
    }
  }
  return statements;
};

/** A queue in Postgres, and all that is sent to the server; `takes` does the worker's jobs. */
const setup = async (takes: (job: QueuedJob) => Promise<void>, { concurrency = 20 } = {}) => {
  const { url } = await onPostgres('billing');
  const { hostname, port } = new URL(url);
  const said: Buffer[][] = [];
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const words: Buffer[] = [];
    said.push(words);
    near.on('data', (chunk) => {
      words.push(chunk);
      far.write(chunk);
    });
    far.on('data', (chunk) => near.write(chunk));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one.on('error', () => undefined).on('close', () => other.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const through = new URL(url);
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const driver = postgresDriver(through.href, Logger.silent());
  const queue = driver.queue('billing');
  const worker = driver.worker('billing', takes, { concurrency, drainDelay: 10 });
  afterThisTest(async () => {
    await worker.close();
    await queue.close();
    await driver.close();
    server.close();
  });
  const statements = (): string[] => said.flatMap((words) => statementsIn(Buffer.concat(words)));
  const add = (name = 'job') => queue.add(name, {}, { jobId: newId<string>() });
  return { queue, add, statements };
};

describe('a queue in Postgres', () => {
  it('a message in a queue in Postgres costs three statements: to add, claim and end it', async () => {
    const done: string[] = [];
    const { add, statements } = await setup(async ({ id }) => void done.push(id!));
    for (let count = 1; count <= 10; count += 1) {
      await add();
      await eventually(() => expect(done).toHaveLength(count));
    }
    await eventually(() => expect(statements().filter((one) => one === 'move_to_completed_fetch')).toHaveLength(10));

    const asked = Map.groupBy(statements(), (one) => one);
    expect(asked.get('add_job')).toHaveLength(10);
    expect(asked.get('next_signal')).toBeUndefined();
    const begun = 2; // before the first job, the worker sends one statement that claims a job, and one that looks for the next delayed job
    expect(asked.get('move_to_active')!.length).toBeLessThanOrEqual(10 + begun);
    expect(asked.get('next_delay')!.length).toBeLessThanOrEqual(3 + begun); // a job that comes while the worker looks makes it look again
  });

  it('a queue in Postgres gives a worker as many jobs at once as it has room for, and then the others', async () => {
    let done = 0;
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    const running = new Set<string>();
    const { queue, add } = await setup(
      async ({ id }) => {
        running.add(id!);
        await opened;
        done += 1;
      },
      { concurrency: 8 },
    );

    await Promise.all(Array.from({ length: 12 }, () => add()));
    await eventually(() => expect(running.size).toBe(8));
    open();

    await eventually(() => expect(done).toBe(12));
    await eventually(async () =>
      expect(await queue.getJobCounts('waiting', 'active')).toEqual({ waiting: 0, active: 0 }),
    );
  });

  it('a queue in Postgres wakes its worker for each job, however close it comes to the moment when the worker begins to wait', async () => {
    const done = new Map<string, () => void>();
    const { queue } = await setup(async ({ id }) => {
      await pause(Math.random() * 4);
      done.get(id!)!();
    });
    const late: number[] = [];
    for (let nth = 0; nth < 200; nth += 1) {
      const id = newId<string>();
      const isDone = new Promise<void>((resolve) => done.set(id, resolve));
      const sentAt = performance.now();
      await queue.add('job', {}, { jobId: id });
      await isDone;
      // Without a wake a job waits for the worker's next poll, ten seconds later.
      if (performance.now() - sentAt > 8_000) late.push(nth);
      await pause((nth % 8) / 2);
    }

    expect(late).toEqual([]);
  });

  it('a queue in Postgres runs a deferred job again once its moment has come', async () => {
    const runs: number[] = [];
    const { add } = await setup(async (job) => {
      runs.push(job.attemptsStarted);
      if (runs.length > 1) return;
      await job.moveToDelayed(Date.now() + 200, job.token);
      throw new DelayedError();
    });

    await add();

    await eventually(() => expect(runs).toEqual([1, 2]));
  });

  /** A worker whose locks last so short that it looks at the stamps every 1.8 s. */
  const quickWorker = (driver: QueueDriver, take: (job: QueuedJob) => Promise<void>) => {
    const worker = driver.worker('billing', take, { stalledInterval: 100, lockDuration: 300, drainDelay: 10 });
    afterThisTest(() => worker.close());
  };

  it('a job that a dead process had taken or put off is taken again soon, although the clock of that process was a day ahead', async () => {
    const { url, admin } = await onPostgres('billing');
    const driver = postgresDriver(url, Logger.silent());
    const queue = driver.queue('billing');
    afterThisTest(() => queue.close().then(() => driver.close()));
    const [taken, putOff] = [newId<string>(), newId<string>()];
    for (const jobId of [taken, putOff]) await queue.add('job', {}, { jobId });
    const tomorrow = Date.now() + DAY_MS;
    await admin.query(
      `UPDATE bullmq.job SET state = 'active', lock_token = 'a dead process', locked_until_ms = $2 WHERE queue = 'billing' AND id = $1`,
      [taken, tomorrow],
    );
    await admin.query(
      `UPDATE bullmq.job SET state = 'delayed', delay_ms = 100, process_at_ms = $2 WHERE queue = 'billing' AND id = $1`,
      [putOff, tomorrow],
    );
    await admin.query(`INSERT INTO bullmq.meta (queue, field, value) VALUES ('billing', 'stalled-check', $1)`, [
      String(tomorrow),
    ]);

    const done: string[] = [];
    quickWorker(driver, async ({ id }) => void done.push(id!));

    await eventually(() => expect(done.toSorted()).toEqual([taken, putOff].toSorted()));
  });

  it.each([30_000, DAY_MS])('a job runs once although the clock of its process is %i ms ahead', async (aheadMs) => {
    const { url } = await onPostgres('billing');
    const now = Date.now;
    const driver = postgresDriver(url, Logger.silent());
    const queue = driver.queue('billing');
    afterThisTest(() => queue.close().then(() => driver.close()));
    const jobId = newId<string>(); // made by the right clock: the ids of a process never go back
    // The clock is slow, too: a lock of 0.3 s is over only when this process has stood still for 3 s.
    const began = now();
    Date.now = () => began + aheadMs + Math.floor((now() - began) / 10);
    afterThisTest(() => Promise.resolve(void (Date.now = now)));
    let runs = 0;
    let isDone = false;
    quickWorker(driver, async () => {
      runs += 1;
      for (let looks = 0; looks < 3; looks += 1) await pause(1_800);
      isDone = true;
    });

    await queue.add('job', {}, { jobId });

    await eventually(() => isDone);
    // A job that was given back while it ran runs again only now, because its worker takes one job at a time.
    const none = { waiting: 0, active: 0 };
    await eventually(async () => expect(await queue.getJobCounts('waiting', 'active')).toEqual(none));
    expect(runs).toBe(1);
  });
});
