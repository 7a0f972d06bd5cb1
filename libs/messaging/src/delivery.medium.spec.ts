import { describe, expect, it } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { message, type Message } from '@aisha/contracts';
import { billingInbox, type CreditPurchase } from '@aisha/contracts/billing';
import type { Database, Transaction } from '@aisha/database';
import { AppError, DAY_MS, DEFAULT_INSTALLATION, type UserId } from '@aisha/domain';
import { AppConfig, Logger, newId, withWorkFacts, workFacts } from '@aisha/platform';
import { openTracing } from '@aisha/platform/tracing';
import {
  afterThisTest,
  Collector,
  eventually,
  onPostgres,
  onRedis,
  queueDrivers,
  statementsOf,
  type OwnRedis,
  type PostgresHarness,
} from '@aisha/testing';
import { InboxServer } from './inbox-server';
import { serveInbox, type JobContext, type JobHandler, type JobSetup } from './job-handler';
import { jobsTotal } from './metrics';
import { Outbox } from './outbox';
import { OutboxRelay } from './outbox-relay';
import { QueueBackend, type QueueConfig } from './queue-backend';
import { redisDriver } from './queue-driver';
import { QueueSender } from './queue-sender';
import { MESSAGING_TIMEOUTS, type MessagingTimeouts } from './timeouts';

/** The tests check the promises of decision 23 with each server of the queue. All parts are real; only the waits are shorter. */
const QUICK: MessagingTimeouts = {
  ...MESSAGING_TIMEOUTS,
  sweepEveryMs: 50,
  markEveryMs: 20,
  repeatAfterMs: 100,
  unpublishedAfterMs: 100,
  publishAgainAfterMs: 500,
  retryFirstMs: 10,
  newerReleaseFirstMs: 200,
  newerReleaseAtMostMs: 200,
  stalledEveryMs: 500,
  restAtMostMs: 150,
  stopGraceMs: 300,
};

type Handle<D> = JobHandler<D>['handle'];
type Purchase = Partial<JobSetup<CreditPurchase>> & {
  readonly handle: Handle<CreditPurchase>;
  readonly giveUp?: NonNullable<JobHandler<CreditPurchase>['giveUp']>;
};

const BUILD = { version: '1.2.3', commit: 'abc' };

const pollsOfUnknownJobs = async (): Promise<number> =>
  (await jobsTotal.get()).values.find(({ labels }) => labels.job === 'unknown' && labels.outcome === 'failed')?.value ??
  0;

/** These tests write the stars into the charge's id. */
const starsOf = ({ telegramPaymentChargeId }: CreditPurchase): number => Number.parseInt(telegramPaymentChargeId, 10);

const charged = (telegramPaymentChargeId: string) => ({ telegramPaymentChargeId });

class Rig {
  readonly user = newId<UserId>();

  private constructor(
    readonly postgres: PostgresHarness,
    readonly config: QueueConfig,
    readonly queues: QueueBackend,
    readonly redis: OwnRedis | undefined,
    readonly bot: Database,
  ) {}

  static async on(driver: 'redis' | 'postgres'): Promise<Rig> {
    const postgres = await onPostgres('billing');
    const redis = driver === 'redis' ? await onRedis() : undefined;
    const config = redis ? { REDIS_URL: redis.url } : { DATABASE_URL: postgres.url };
    const queues = await openQueues(config);
    const rig = new Rig(postgres, config, queues, redis, await postgres.as('bot'));
    await postgres.fixtures.account({ userId: rig.user });
    return rig;
  }

  /** The sending app: bot-gateway with its outbox. */
  sender({ sweeps = true } = {}): Outbox {
    const relay = new OutboxRelay(this.bot, 'bot', this.queues, Logger.silent(), QUICK);
    if (sweeps) relay.start();
    afterThisTest(() => relay.close());
    return new Outbox('bot', relay);
  }

  /** The receiving app: billing. These tests use one of its jobs. */
  async receiver(purchase: Purchase, { concurrency = 4, knows = 'credit-purchase' } = {}): Promise<InboxServer> {
    const handler: JobHandler<CreditPurchase> = purchase;
    const { postgres } = this;
    const setup = { attempts: 3, timeoutMs: 5_000, ...purchase };
    const other = {
      handler: class implements JobHandler<object> {
        handle = async () => {};
      },
      attempts: 1,
      timeoutMs: 1,
    };
    const served = serveInbox(
      billingInbox,
      { concurrency },
      {
        ...(Object.fromEntries(Object.keys(billingInbox.jobs).map((job) => [job, other])) as Record<
          keyof typeof billingInbox.jobs,
          typeof other
        >),
        'credit-purchase': {
          ...setup,
          handler: class {
            handle = handler.handle;
          },
        },
      },
    );
    const queues = await openQueues(this.config);
    const newer = { [knows]: served.handlers['credit-purchase'] };
    const jobs = { ...served.inbox.jobs, [knows]: served.inbox.jobs['credit-purchase'] };
    const server = new InboxServer({
      served: { ...served, inbox: { ...served.inbox, jobs }, handlers: { ...served.handlers, ...newer } } as never,
      schema: 'billing',
      database: postgres.database,
      queues,
      relay: new OutboxRelay(postgres.database, 'billing', queues, Logger.silent(), QUICK),
      handlers: { build: async () => {}, of: () => handler as JobHandler<object> },
      log: Logger.silent(),
      timeouts: QUICK,
    });
    server.addHandler(knows, (data: CreditPurchase, context?: JobContext) => handler.handle(data, context!) as never);
    afterThisTest(() => server.close());
    await new Promise<void>((resolve, reject) =>
      server.listen((error) => (error ? reject(error as Error) : resolve())),
    );
    return server;
  }

  /** Adds the stars of a purchase to the balance, where a purchase that is handled twice shows. */
  readonly addStars: Handle<CreditPurchase> = async (purchase, context) => {
    await context.once((tx) =>
      tx.query('UPDATE billing.account SET available = available + $2 WHERE user_id = $1', [
        this.user,
        starsOf(purchase),
      ]),
    );
  };

  purchase(stars: number, more: object = {}): Message {
    return message(billingInbox, 'credit-purchase', {
      telegramPaymentChargeId: `${stars} ${newId<string>()}`,
      ...more,
    });
  }

  async commit(outbox: Outbox, ...messages: Message[]): Promise<void> {
    await this.bot.transaction((tx) => outbox.add(tx, ...messages));
  }

  async balance(): Promise<number> {
    const { available } = await this.postgres.balanceOf(this.user);
    return Math.round(available * 100);
  }

  async deadLetters(): Promise<Record<string, unknown>[]> {
    return this.postgres.admin.query('SELECT job, code, facts, attempts FROM billing.dead_letter');
  }

  async loseTheQueue(): Promise<void> {
    if (this.redis) {
      const { Redis } = await import('ioredis');
      const client = new Redis(this.redis.url);
      await client.flushall();
      client.disconnect();
    } else await this.postgres.admin.query('TRUNCATE bullmq.job CASCADE');
  }

  async process(name: 'sender' | 'worker', argument: object): Promise<ChildProcess> {
    const folder = path.join(__dirname, '../test-processes');
    const child = fork(path.join(folder, `${name}.cjs`), [JSON.stringify(argument)], {
      execArgv: ['-C', '@aisha/source', '-r', path.join(folder, 'run-typescript.cjs')],
      env: {
        ...process.env,
        DATABASE_URL: this.postgres.url,
        REDIS_URL: this.config.REDIS_URL ?? '',
        LOG_LEVEL: 'silent',
        NODE_OPTIONS: '',
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    afterThisTest(async () => void child.kill('SIGKILL'));
    await once(child, 'message');
    return child;
  }
}

const openQueues = async (config: QueueConfig): Promise<QueueBackend> => {
  const queues = await QueueBackend.open(config, Logger.silent());
  afterThisTest(() => queues.close());
  await eventually(() => queues.ping());
  return queues;
};

const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};

const commandsIn = (statements: readonly string[]): string[] => statements.map((sql) => /\w+/.exec(sql)?.[0] ?? '');
const commitsIn = (statements: readonly string[]): number =>
  commandsIn(statements).filter((command) => command === 'COMMIT').length;

/** A gate a handler waits at until the test opens it. */
const gate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
};

for (const driver of queueDrivers()) {
  (driver.isHere ? describe : describe.skip)(`a message, with the queue in ${driver.name}`, () => {
    const rig = () => Rig.on(driver.name);

    it('a message arrives after the commit, when its row can be read', async () => {
      const it = await rig();
      const outbox = it.sender({ sweeps: false });
      const seen: unknown[] = [];
      await it.receiver({
        handle: async ({ telegramPaymentChargeId }) => {
          seen.push(
            // Reads as the superuser, because an app may not read whole rows of another app's outbox.
            ...(await it.postgres.admin.query('SELECT payload FROM bot.outbox WHERE payload @> $1', [
              { telegramPaymentChargeId },
            ])),
          );
        },
      });
      const sent = Array.from({ length: 20 }, (_, index) => it.purchase(index + 1));
      for (const one of sent) await it.commit(outbox, one);

      await eventually(() => expect(seen).toHaveLength(20));
      expect(seen).toEqual(expect.arrayContaining(sent.map(({ payload }) => ({ payload }))));
    });

    it('a message is not sent when its transaction is rolled back', async () => {
      const it = await rig();
      const outbox = it.sender();
      await it.receiver({ handle: it.addStars });
      const attempt = it.bot.transaction(async (tx) => {
        await outbox.add(tx, it.purchase(1000));
        throw new Error('no');
      });
      await expect(attempt).rejects.toThrow('no');
      await it.commit(outbox, it.purchase(1));

      await eventually(async () => expect(await it.balance()).toBe(1));
      await eventually(async () => expect(await it.postgres.outboxOf('bot')).toEqual([]));
      expect(await it.balance()).toBe(1);
    });

    it('a message has its effects once, though senders are killed while they send', async () => {
      const it = await rig();
      await it.receiver({ handle: it.addStars });
      const committed = async () => (await it.postgres.admin.query('SELECT update_id FROM bot.telegram_update')).length;
      const about = { databaseUrl: it.postgres.urlOf('bot'), queue: it.config, timeouts: QUICK };
      const sender = await it.process('sender', about);
      await eventually(async () => (await committed()) >= 50);
      await kill(sender);
      it.sender(); // the next start of the same app

      await eventually(async () => expect(await it.postgres.outboxOf('bot')).toEqual([]));
      expect(await it.balance()).toBe(await committed());
    });

    it('a message has its effects once, though workers are killed while they work', async () => {
      const it = await rig();
      const outbox = it.sender();
      // Only this job's process is killed. With the same short lock in other tests, a machine that stands still for a
      // second would lose their jobs to another run.
      const argument = { timeouts: { ...QUICK, lockMs: 1_000 } };
      const first = await it.process('worker', argument);
      const stuck = [it.purchase(100, charged('100 stuck-after')), it.purchase(1_000, charged('1000 stuck-before'))];
      await it.commit(outbox, ...stuck, ...Array.from({ length: 60 }, () => it.purchase(1)));
      await eventually(async () => (await it.balance()) >= 110);
      await kill(first);
      expect(await it.balance()).toBeLessThanOrEqual(160);
      await it.receiver({ handle: it.addStars });

      await eventually(async () => expect(await it.postgres.outboxOf('bot')).toEqual([]));
      expect(await it.balance()).toBe(1_160);
    });

    it('a message arrives although its sender died right after the commit', async () => {
      const it = await rig();
      await it.receiver({ handle: it.addStars });
      await it.commit(new Outbox('bot'), it.purchase(1), it.purchase(2)); // the relay was not woken
      it.sender();
      it.sender(); // and another replica: one of them publishes

      await eventually(async () => expect(await it.balance()).toBe(3));
    });

    it('a message is sent again when the queue loses everything', async () => {
      const it = await rig();
      const outbox = it.sender({ sweeps: false });
      await it.commit(outbox, ...Array.from({ length: 30 }, () => it.purchase(1)));
      await eventually(async () => expect(await it.queues.depth('billing')).toMatchObject({ waiting: 30 }));
      await eventually(async () => expect(await it.queues.oldestSeconds('billing')).toBeGreaterThan(0.1));
      await it.loseTheQueue();
      expect(await it.queues.oldestSeconds('billing')).toBe(0);
      it.sender();
      await it.receiver({ handle: it.addStars });

      await eventually(async () => expect(await it.postgres.outboxOf('bot')).toEqual([]));
      expect(await it.balance()).toBe(30);
    });

    it('a message is not doubled in the queue while it waits for its turn', async () => {
      const it = await rig();
      const outbox = it.sender();
      const { opened, open } = gate();
      let runs = 0;
      await it.receiver(
        {
          timeoutMs: 60_000,
          handle: async () => {
            runs += 1;
            await opened;
          },
        },
        { concurrency: 1 },
      );
      await it.commit(outbox, it.purchase(1), it.purchase(2), it.purchase(3));
      const allPublishedAfter = (moment: number) =>
        eventually(async () => {
          const rows = await it.postgres.admin.query<{ at: Date }>('SELECT published_at AS at FROM bot.outbox');
          const times = rows.map(({ at }) => Number(at));
          return Math.min(...times) > moment && Math.max(...times);
        });
      const first = await allPublishedAfter(0);
      const again = await allPublishedAfter(first);
      await allPublishedAfter(again); // a row is marked before it is published: only now the second publication is over

      await eventually(async () => expect(await it.queues.depth('billing')).toMatchObject({ waiting: 2, active: 1 }));
      open();
      await eventually(async () => expect(await it.postgres.outboxOf('bot')).toEqual([]));
      expect(runs).toBe(3);
    });

    it('ten messages cost their sender ten transactions and one statement that marks them all, and their receiver ten transactions', async () => {
      const it = await rig();
      const relay = new OutboxRelay(it.bot, 'bot', it.queues, Logger.silent(), { ...QUICK, markEveryMs: 60_000 });
      await it.receiver({ handle: it.addStars });
      const [sent, done] = [statementsOf(it.bot), statementsOf(it.postgres.database)];
      for (let stars = 1; stars <= 10; stars += 1) await it.commit(new Outbox('bot', relay), it.purchase(1));
      await eventually(async () => expect(await it.balance()).toBe(10));
      await eventually(() => expect(commitsIn(done)).toBe(10));
      const sending = [...sent];
      await relay.close();

      expect(commandsIn(sending)).toEqual(Array(10).fill(['START', 'INSERT', 'COMMIT']).flat());
      expect(commandsIn(sent.slice(sending.length))).toEqual(['WITH']); // ten messages in one mark
      expect(await it.postgres.outboxOf('bot')).toEqual([]); // the receiver handled them before the sender marked them
      expect(commandsIn(done).filter((command) => command !== 'SELECT')).toHaveLength(10 * 4);
      expect(commandsIn(done).filter((command) => command === 'INSERT')).toHaveLength(10);
    });

    it('a message that keeps failing is put aside, its handler cleans up for it once, and the other messages are handled', async () => {
      const it = await rig();
      const outbox = it.sender();
      let runs = 0;
      await it.receiver({
        handle: async (data, context) => {
          if (starsOf(data) !== 13) return it.addStars(data, context);
          runs += 1;
          throw new AppError('provider-unreachable', { facts: { status: 502 } });
        },
        giveUp: async (_, error, tx: Transaction) => {
          expect(error.code).toBe('provider-unreachable');
          await tx.query('UPDATE billing.account SET held = held + 1 WHERE user_id = $1', [it.user]);
        },
      });
      await it.commit(outbox, it.purchase(13), ...Array.from({ length: 10 }, () => it.purchase(1)));

      await eventually(async () => expect(await it.postgres.outboxOf('bot')).toEqual([]));
      expect(runs).toBe(3);
      expect(await it.postgres.balanceOf(it.user)).toEqual({ available: 0.1, held: 0.01 });
      expect(await it.deadLetters()).toEqual([
        { job: 'credit-purchase', code: 'provider-unreachable', facts: { status: 502 }, attempts: 3 },
      ]);
    });

    it('a message whose error cannot be cured by trying again is put aside at once', async () => {
      const it = await rig();
      const outbox = it.sender();
      await it.receiver({
        handle: async () => {
          throw new AppError('prompt-refused');
        },
      });
      await it.commit(outbox, it.purchase(1));

      await eventually(async () =>
        expect(await it.deadLetters()).toMatchObject([{ code: 'prompt-refused', attempts: 1 }]),
      );
    });

    it('a message that cannot be read is put aside at once, with the names of the wrong fields and no values', async () => {
      const it = await rig();
      const outbox = it.sender();
      await it.receiver({ handle: it.addStars });
      await it.commit(outbox, it.purchase(-5, { telegramPaymentChargeId: 42 }), it.purchase(1));

      await eventually(async () => expect(await it.balance()).toBe(1));
      await eventually(async () =>
        expect(await it.deadLetters()).toEqual([
          {
            job: 'credit-purchase',
            code: 'message-unreadable',
            facts: { fields: 'telegramPaymentChargeId' },
            attempts: 1,
          },
        ]),
      );
    });

    it('a message of a newer release is read without the fields that this release does not know', async () => {
      const it = await rig();
      const outbox = it.sender();
      const seen: CreditPurchase[] = [];
      await it.receiver({ handle: async (data) => void seen.push(data) });
      await it.commit(outbox, it.purchase(1, { currency: 'XTR' }));

      await eventually(() => expect(seen).toHaveLength(1));
      expect(Object.keys(seen[0]!).sort()).toEqual(['telegramPaymentChargeId']);
    });

    it('a message of an unknown job waits for the release that knows the job, and keeps all its attempts', async () => {
      const it = await rig();
      const outbox = it.sender();
      const attempts: number[] = [];
      const pollsBefore = await pollsOfUnknownJobs();
      const older = await it.receiver({ handle: it.addStars });
      await it.commit(outbox, { ...it.purchase(7), job: 'exchange-purchase' });
      await eventually(async () => (await pollsOfUnknownJobs()) - pollsBefore > 3);
      await older.close();
      expect([await it.balance(), await it.deadLetters()]).toEqual([0, []]);
      const handle: Handle<CreditPurchase> = async (data, context) => {
        attempts.push(context.attempt);
        await it.addStars(data, context);
      };
      await it.receiver({ attempts: 3, handle }, { knows: 'exchange-purchase' });

      await eventually(async () => expect(await it.balance()).toBe(7));
      expect(attempts).toEqual([1]);
    });

    it('a message that takes too long is stopped and tried again', async () => {
      const it = await rig();
      const outbox = it.sender();
      const attempts: number[] = [];
      await it.receiver({
        timeoutMs: 1_000,
        handle: async (data, context) => {
          attempts.push(context.attempt);
          if (context.attempt === 1) {
            await once(context.signal, 'abort');
            await new Promise(() => {}); // does not even listen to the signal
          }
          await it.addStars(data, context);
        },
      });
      await it.commit(outbox, it.purchase(1));

      await eventually(async () => expect(await it.balance()).toBe(1));
      expect(attempts.slice(0, 2)).toEqual([1, 2]); // the second has no more time than the first
    });

    it('a message is requeued at shutdown, and the next process runs it as a first attempt', async () => {
      const it = await rig();
      const outbox = it.sender();
      const { opened: started, open: start } = gate();
      const leaving = await it.receiver({
        handle: async (_, { signal }) => {
          start();
          await once(signal, 'abort');
          throw new Error('interrupted');
        },
      });
      await it.commit(outbox, it.purchase(1));
      await started;
      await leaving.close();
      const attempts: number[] = [];
      await it.receiver({
        handle: async (data, context) => {
          attempts.push(context.attempt);
          await it.addStars(data, context);
        },
      });

      await eventually(async () => expect(await it.balance()).toBe(1));
      expect(attempts).toEqual([1]);
    });

    it('a message has the trace of the work that sends it, and so have the messages that its handler sends', async () => {
      const it = await rig();
      const outbox = it.sender();
      const traces: unknown[] = [];
      await it.receiver({
        handle: async (_, context) => {
          traces.push(workFacts().traceId);
          await context.once((tx) => new Outbox('billing').add(tx, it.purchase(1)));
        },
      });
      await withWorkFacts({ traceId: 'a tap' }, () => it.commit(outbox, it.purchase(1)));

      await eventually(() => expect(traces).toEqual(['a tap']));
      const led = () => it.postgres.admin.query('SELECT trace_id AS trace FROM billing.outbox');
      await eventually(async () => expect(await led()).toEqual([{ trace: 'a tap' }]));
    });

    it('a message keeps its trace although its sender died right after the commit', async () => {
      const it = await rig();
      const traces: unknown[] = [];
      await it.receiver({ handle: async () => void traces.push(workFacts().traceId) });
      await withWorkFacts({ traceId: 'a tap' }, () => it.commit(new Outbox('bot'), it.purchase(1)));
      it.sender();

      await eventually(() => expect(traces).toEqual(['a tap']));
    });

    it('a message about an order belongs to the trace of the order, even when the work that sends it has another trace', async () => {
      const it = await rig();
      const traces: unknown[] = [];
      await it.receiver({ handle: async () => void traces.push(workFacts().traceId) });
      await withWorkFacts({ traceId: 'a poll' }, () =>
        new QueueSender(it.queues).send(it.purchase(1, { orderId: 'the-order' })),
      );

      await eventually(() => expect(traces).toEqual(['the-order']));
    });

    it('each run of a message whose sender died, and of a callback, belongs to the span that sent the message', async () => {
      const it = await rig();
      const collector = await Collector.open();
      afterThisTest(() => collector.close());
      const tracing = openTracing('app', { ...new AppConfig(), ...collector.environment }, BUILD, Logger.silent());
      afterThisTest(() => tracing.close());
      const [orderId, requestId] = [newId<string>(), newId<string>()];
      let runs = 0;
      const receiver = await it.receiver({
        handle: async () => {
          runs += 1;
          if (runs === 1) throw new Error('not yet');
        },
      });

      await it.commit(new Outbox('bot'), it.purchase(1, { orderId }));
      it.sender(); // another process: it finds the message by its row
      await eventually(() => expect(runs).toBe(2));
      await new QueueSender(it.queues).send(it.purchase(1, { orderId }), { id: `fal:${requestId}` });
      await eventually(() => expect(runs).toBe(3));
      await receiver.close();
      await tracing.close();

      const spans = collector.of(orderId);
      const sent = spans.filter(({ name }) => name === 'send credit-purchase').map(({ spanId }) => spanId);
      const handled = spans.filter(({ name }) => name === 'process credit-purchase');
      const [outboxes, callbacks] = sent;
      expect(handled.map(({ parentId, hasFailed, facts }) => [parentId, hasFailed, facts['aisha.attempt']])).toEqual([
        [outboxes, true, 1],
        [outboxes, false, 2],
        [callbacks, false, 1],
      ]);
    });

    it('a message sent twice under one id is one message', async () => {
      const it = await rig();
      const sender = new QueueSender(it.queues);
      await it.receiver({ handle: it.addStars });
      const [once, twice] = [it.purchase(1), it.purchase(1)];
      await sender.send(once, { id: 'fal:request-1' });
      await eventually(async () => expect(await it.balance()).toBe(1));
      await sender.send(twice, { id: 'fal:request-1' });
      await sender.send(it.purchase(5));

      await eventually(async () => expect(await it.balance()).toBe(6));
    });

    if (driver.name === 'redis') {
      it('a message waits in the outbox while the queue is away, and commits succeed', async () => {
        const it = await rig();
        const outbox = it.sender();
        await it.receiver({ handle: it.addStars });
        await it.redis!.stop();
        for (let index = 0; index < 5; index += 1) await it.commit(outbox, it.purchase(1));
        await expect(new QueueSender(it.queues).send(it.purchase(1))).rejects.toMatchObject({
          code: 'queue-unreachable',
        });
        await expect(it.queues.ping()).rejects.toMatchObject({ code: 'queue-unreachable' });
        await it.redis!.startAgain();

        await eventually(async () => expect(await it.balance()).toBe(5));
      });

      it('a message that a process whose clock was a day ahead has put off is handled soon, and one whose pause is no longer than ours waits', async () => {
        const it = await rig();
        const driver = redisDriver(it.redis!.url, DEFAULT_INSTALLATION, Logger.silent());
        const queue = driver.queue('billing');
        afterThisTest(() => queue.close().then(() => driver.close()));
        const putOff = async (stars: number, delay: number) => {
          const { job, payload } = it.purchase(stars);
          await queue.add(job, payload, { jobId: newId<string>(), delay });
        };
        await putOff(1, DAY_MS);
        await putOff(10, QUICK.retryAtMostMs);

        await it.receiver({ handle: it.addStars });

        await eventually(async () => expect(await it.balance()).toBe(1));
        expect(await it.queues.depth('billing')).toEqual({ waiting: 0, active: 0, delayed: 1 });
      });
    }
  });
}
