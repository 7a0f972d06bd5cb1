import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** Postgres' counters since its start, over all clients. */
export interface Counted {
  /**
   * Statements that clients send. BEGIN, COMMIT and the statements of deferred triggers at the commit count; those of other triggers and of
   * foreign key checks do not.
   */
  readonly statements: number;
  /** Transactions that changed something. */
  readonly commits: number;
  /** Flushes of the write-ahead log to the disk. */
  readonly flushes: number;
}

/** Postgres' sessions report their counters up to 10 s late when they are idle (PGSTAT_IDLE_INTERVAL in Postgres' pgstat.c). */
const TOLD_AFTER_MS = 10_500;
const ROUGHLY_AFTER_MS = 2_500;
/** Long enough for everything that runs once a minute, so that all statements of a product at rest are counted. */
const RESTS_MS = 61_000;
/** A statement that a product at rest sends at most this often in `RESTS_MS` counts as one of periodic work, which comes in bursts. */
const SELDOM = 6;

const READING = `
  SELECT (SELECT coalesce(jsonb_object_agg(queryid, calls), '{}') FROM (
            SELECT queryid, sum(calls) AS calls FROM pg_stat_statements
             WHERE toplevel AND dbid = (SELECT oid FROM pg_database WHERE datname = $1) AND query NOT LIKE '%/* bench */%'
             GROUP BY queryid) AS sent) AS calls,
         pg_snapshot_xmax(pg_current_snapshot())::text::float8 AS commits,
         (SELECT coalesce(sum(fsyncs), 0)::float8 FROM pg_stat_io WHERE object = 'wal') AS flushes`;

interface Reading {
  /** How often each statement has been sent, by its id in `pg_stat_statements`. */
  readonly calls: Readonly<Record<string, number>>;
  readonly commits: number;
  readonly flushes: number;
  /** Milliseconds. */
  readonly at: number;
}

/** Counts what a piece of work costs Postgres, minus what the apps cost when nobody does anything. */
export class Counters {
  private readonly client: Client;
  private readonly database: string;
  private readonly isRough: boolean;
  private idle: Reading | undefined;
  private last: Reading | undefined;

  private constructor(client: Client, database: string, isRough: boolean) {
    this.client = client;
    this.database = database;
    this.isRough = isRough;
  }

  /** `isRough`: measures rest only for a short time, and does not wait for the counters of idle sessions. */
  static async open(url: string, isRough = false): Promise<Counters> {
    const database = new URL(url).pathname.slice(1);
    const elsewhere = new URL(url);
    elsewhere.pathname = '/postgres';
    const client = new Client({ connectionString: elsewhere.href });
    await client.connect();
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    return new Counters(client, database, isRough);
  }

  /** Measures what the apps cost Postgres in a second in which nobody does anything. */
  async atRest(): Promise<Counted> {
    await pause(this.toldAfterMs);
    const before = await this.reading();
    await pause(this.isRough ? ROUGHLY_AFTER_MS : RESTS_MS);
    this.last = await this.reading();
    this.idle = between(before, this.last);
    return scaled({ ...this.idle, statements: sumOf(this.idle.calls) }, 1_000 / this.idle.at);
  }

  /** Counts the average over `count` pieces of work. Call `atRest` before, and do nothing else meanwhile. */
  async each(count: number, work: () => Promise<unknown>): Promise<Counted> {
    if (!this.idle || !this.last) throw new Error('what rest costs is not known');
    const before = this.last;
    await work();
    await pause(this.toldAfterMs);
    this.last = await this.reading();
    const sent = between(before, this.last);
    const rests = sent.at / this.idle.at;
    return scaled(
      {
        statements: causedOf(sent.calls, this.idle.calls, rests),
        commits: sent.commits - this.idle.commits * rests,
        flushes: sent.flushes - this.idle.flushes * rests,
      },
      1 / count,
    );
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  private get toldAfterMs(): number {
    return this.isRough ? ROUGHLY_AFTER_MS : TOLD_AFTER_MS;
  }

  private async reading(): Promise<Reading> {
    const { rows } = await this.client.query<Omit<Reading, 'at'>>(READING, [this.database]);
    return { ...rows[0]!, at: performance.now() };
  }
}

/**
 * How many statements a piece of work caused: the calls of each statement, by its id, minus the calls that a product at rest sends in the
 * same time. A statement that a product at rest sends seldom comes in bursts, and a burst may or may not fall into that time. So only the
 * calls beyond one burst count for such a statement.
 */
export const causedOf = (
  sent: Readonly<Record<string, number>>,
  atRest: Readonly<Record<string, number>>,
  rests: number,
): number =>
  Object.entries(sent).reduce((sum, [id, calls]) => {
    const idle = atRest[id] ?? 0;
    return sum + (idle > SELDOM ? calls - idle * rests : Math.max(0, calls - idle * Math.ceil(rests)));
  }, 0);

const between = (one: Reading, other: Reading): Reading => ({
  calls: Object.fromEntries(
    Object.entries(other.calls)
      .map(([id, calls]) => [id, calls - (one.calls[id] ?? 0)] as const)
      .filter(([, calls]) => calls > 0),
  ),
  commits: other.commits - one.commits,
  flushes: other.flushes - one.flushes,
  at: other.at - one.at,
});

const sumOf = (calls: Readonly<Record<string, number>>): number =>
  Object.values(calls).reduce((sum, count) => sum + count, 0);

const scaled = ({ statements, commits, flushes }: Counted, factor: number): Counted => ({
  statements: statements * factor,
  commits: commits * factor,
  flushes: flushes * factor,
});
