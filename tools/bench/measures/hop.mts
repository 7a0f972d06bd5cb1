import { Pool, type PoolClient } from 'pg';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import {
  InboxServer,
  Outbox,
  OutboxRelay,
  QueueBackend,
  serveInbox,
  type JobContext,
  type JobHandler,
} from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { plainQueue } from '../baselines/bullmq.mts';
import { rateOf, timeOf } from '../figures/clock.mts';
import { emptyDatabase, loginOfMeasures, migratedDatabase, type Servers } from '../product/servers.mts';
import { inTurns } from '../figures/turns.mts';
import type { Measure } from './measure.mts';

const AT_ONCE = 32;
const WORKERS = 20;
const JOB = 'open-account';

/**
 * Times a message from one app to another: the sender writes it in a transaction with a row, and the receiver handles it once, with a row.
 */
export const hop: Measure = {
  name: 'hop',
  about: 'a message from one app to another, a transaction on each side',
  async run(bench) {
    const servers = besideTheProduct(await bench.servers());
    const [ours, raw, shipped] = [
      bench.keep(await Ours.open(servers, await migratedDatabase(servers.postgresUrl, 'bench_hop'))),
      bench.keep(await Plain.open(servers, await emptyDatabase(servers.postgresUrl, 'bench_hop_raw'), false)),
      bench.keep(await Plain.open(servers, await emptyDatabase(servers.postgresUrl, 'bench_hop_shipped'), true)),
    ];
    const sides = (measure: (hop: () => Promise<void>) => Promise<number>) =>
      [
        { name: 'BullMQ alone', kind: 'lower bound', measure: () => measure(raw.hop) },
        { name: 'BullMQ + one transaction each side', kind: 'shipped', measure: () => measure(shipped.hop) },
      ] as const;
    const rate = (work: () => Promise<void>): Promise<number> => rateOf(bench.isQuick ? 64 : 480, AT_ONCE, work);
    return [
      {
        name: 'message hop, one by one',
        unit: 'ms',
        ...(await inTurns(() => timeOf(ours.hop), sides(timeOf), bench.rounds(60, 8_000))),
        goal: '≤ shipped + 2 ms',
      },
      {
        name: `message hops, ${AT_ONCE} at once`,
        unit: '/s',
        ...(await inTurns(() => rate(ours.hop), sides(rate), bench.rounds(6, 10_000))),
        goal: '≥ 0.8 × shipped',
      },
    ];
  },
};

/** The same servers with another Redis database, in which no app of a product takes our messages. */
const besideTheProduct = (servers: Servers): Servers => ({
  ...servers,
  redisUrl: servers.redisUrl && new URL('/1', servers.redisUrl).href,
});

/** Lets a caller wait until the message with a given content is handled. */
class Arrivals {
  private readonly waiting = new Map<string, () => void>();

  of(id: string): Promise<void> {
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  arrived(id: string): void {
    this.waiting.get(id)?.();
    this.waiting.delete(id);
  }
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS bench_sent (id uuid PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS bench_done (id uuid PRIMARY KEY)`;

/** The product's own outbox and inbox, each with its role's login. */
class Ours {
  private readonly arrivals = new Arrivals();
  private readonly bot: Database;
  private readonly outbox: Outbox;
  private readonly closing: (() => Promise<unknown>)[];

  private constructor(bot: Database, outbox: Outbox, closing: (() => Promise<unknown>)[]) {
    this.bot = bot;
    this.outbox = outbox;
    this.closing = closing;
  }

  static async open({ redisUrl }: Servers, databaseUrl: string): Promise<Ours> {
    const owner = new Pool({ connectionString: databaseUrl, max: 1 });
    await owner.query(TABLES);
    await owner.query(
      `GRANT ALL ON bench_sent, bench_done TO ${loginOfMeasures('bot')}, ${loginOfMeasures('billing')}`,
    );
    await owner.end();
    const [bot, billing] = await Promise.all([
      Database.connect({ url: databaseUrl, role: 'bot', pool: 10 }),
      Database.connect({ url: databaseUrl, role: 'billing', pool: 10 }),
    ]);
    const log = Logger.silent();
    const config = redisUrl === undefined ? { DATABASE_URL: databaseUrl } : { REDIS_URL: redisUrl };
    const [sending, receiving] = await Promise.all([QueueBackend.open(config, log), QueueBackend.open(config, log)]);
    const relays = [
      new OutboxRelay(bot, 'bot', sending, log),
      new OutboxRelay(billing, 'billing', receiving, log),
    ] as const;
    for (const relay of relays) relay.start();
    const ours = new Ours(bot, new Outbox('bot', relays[0]), []);
    const server = await ours.receiver(billing, receiving, relays[1]);
    ours.closing.push(
      () => server.close(),
      () => relays[0].close(),
      () => sending.close(),
      () => receiving.close(),
      () => bot.close(),
      () => billing.close(),
    );
    return ours;
  }

  readonly hop = async (): Promise<void> => {
    const userId = newId<UserId>();
    const arrived = this.arrivals.of(userId);
    await this.bot.transaction(async (tx) => {
      await tx.query('INSERT INTO public.bench_sent VALUES ($1)', [userId]);
      await this.outbox.add(tx, message(billingInbox, JOB, { userId }));
    });
    await arrived;
  };

  async close(): Promise<void> {
    for (const close of this.closing) await close();
  }

  private async receiver(database: Database, queues: QueueBackend, relay: OutboxRelay): Promise<InboxServer> {
    const handle = async ({ userId }: { userId: UserId }, context: JobContext): Promise<void> => {
      await context.once((tx) => tx.query('INSERT INTO public.bench_done VALUES ($1)', [userId]));
      this.arrivals.arrived(userId);
    };
    const setup = {
      handler: class implements JobHandler<never> {
        handle = handle as JobHandler<never>['handle'];
      },
      attempts: 3,
      timeoutMs: 10_000,
    };
    const jobs = Object.fromEntries(Object.keys(billingInbox.jobs).map((job) => [job, setup]));
    const server = new InboxServer({
      served: serveInbox(billingInbox, { concurrency: WORKERS }, jobs as never) as never,
      schema: 'billing',
      database,
      queues,
      relay,
      handlers: { build: async () => undefined, of: () => ({ handle }) as never },
      log: Logger.silent(),
    });
    server.addHandler(JOB, handle as never);
    await new Promise<void>((resolve, reject) =>
      server.listen((error) => (error ? reject(error as Error) : resolve())),
    );
    return server;
  }
}

/**
 * BullMQ as its manual shows it. For the `shipped` baseline there is a transaction before a job is added, and another one in its handler.
 */
class Plain {
  private readonly arrivals = new Arrivals();
  private readonly pool: Pool;
  private readonly hasTransactions: boolean;
  private plain: Awaited<ReturnType<typeof plainQueue>> | undefined;

  private constructor(pool: Pool, hasTransactions: boolean) {
    this.pool = pool;
    this.hasTransactions = hasTransactions;
  }

  static async open(servers: Servers, databaseUrl: string, hasTransactions: boolean): Promise<Plain> {
    const pool = new Pool({ connectionString: databaseUrl, max: 20 });
    await pool.query(`${TABLES}; CREATE TABLE IF NOT EXISTS bench_handled (id uuid PRIMARY KEY)`);
    const plain = new Plain(pool, hasTransactions);
    const name = hasTransactions ? 'bench-shipped' : 'bench-raw';
    const places = { postgresUrl: databaseUrl, redisUrl: servers.redisUrl };
    plain.plain = await plainQueue(places, name, ({ data }) => plain.handle(data as { id: string }), WORKERS);
    return plain;
  }

  readonly hop = async (): Promise<void> => {
    const id = newId<string>();
    const arrived = this.arrivals.of(id);
    if (this.hasTransactions) {
      await this.transaction((client) => client.query('INSERT INTO bench_sent VALUES ($1)', [id]));
    }
    await this.plain?.queue.add('hop', { id });
    await arrived;
  };

  async close(): Promise<void> {
    await this.plain?.close();
    await this.pool.end();
  }

  private async handle({ id }: { readonly id: string }): Promise<void> {
    if (this.hasTransactions) {
      await this.transaction(async (client) => {
        const { rowCount } = await client.query('INSERT INTO bench_handled VALUES ($1) ON CONFLICT DO NOTHING', [id]);
        if (rowCount) await client.query('INSERT INTO bench_done VALUES ($1)', [id]);
      });
    }
    this.arrivals.arrived(id);
  }

  private async transaction(work: (client: PoolClient) => Promise<unknown>): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await work(client);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }
}
