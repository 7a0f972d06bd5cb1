import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** Postgres' counters since its start, over all clients. */
export interface Counted {
  /**
   * Statements that clients send, including BEGIN, COMMIT and those of deferred triggers at the commit; other triggers
   * and foreign key checks do not count.
   */
  readonly statements: number;
  /** Transactions that changed something. */
  readonly commits: number;
  /** Flushes of the write-ahead log to the disk. */
  readonly flushes: number;
}

/** An idle session reports its counters up to 10 s late (PGSTAT_IDLE_INTERVAL in Postgres' pgstat.c). */
const TOLD_AFTER_MS = 10_500;
const ROUGHLY_AFTER_MS = 2_500;

const READING = `
  SELECT (SELECT coalesce(sum(calls), 0)::float8 FROM pg_stat_statements
          WHERE toplevel AND dbid = (SELECT oid FROM pg_database WHERE datname = $1) AND query NOT LIKE '%/* bench */%') AS statements,
         pg_snapshot_xmax(pg_current_snapshot())::text::float8 AS commits,
         (SELECT coalesce(sum(fsyncs), 0)::float8 FROM pg_stat_io WHERE object = 'wal') AS flushes`;

interface Reading extends Counted {
  readonly at: number;
}

/** Counts what a piece of work costs Postgres, less what the apps cost when nobody does anything. */
export class Counters {
  private readonly client: Client;
  private readonly toldAfterMs: number;
  private readonly database: string;
  private idle: Counted | undefined;
  private last: Reading | undefined;

  private constructor(client: Client, database: string, toldAfterMs: number) {
    this.client = client;
    this.toldAfterMs = toldAfterMs;
    this.database = database;
  }

  /** `isRough`: does not wait for the counters of idle sessions. */
  static async open(url: string, isRough = false): Promise<Counters> {
    const database = new URL(url).pathname.slice(1);
    const elsewhere = new URL(url);
    elsewhere.pathname = '/postgres';
    const client = new Client({ connectionString: elsewhere.href });
    await client.connect();
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    return new Counters(client, database, isRough ? ROUGHLY_AFTER_MS : TOLD_AFTER_MS);
  }

  /** Measures what the apps cost Postgres in a second in which nobody does anything. */
  async atRest(): Promise<Counted> {
    await pause(this.toldAfterMs);
    const before = await this.reading();
    await pause(this.toldAfterMs);
    const after = await this.reading();
    const perSecond = scaled(difference(after, before), 1_000 / (after.at - before.at));
    this.last = after;
    return (this.idle = perSecond);
  }

  /** Counts the average over `count` pieces of work. Call `atRest` before, and do nothing else meanwhile. */
  async each(count: number, work: () => Promise<unknown>): Promise<Counted> {
    if (!this.idle || !this.last) throw new Error('what rest costs is not known');
    const before = this.last;
    await work();
    await pause(this.toldAfterMs);
    const after = (this.last = await this.reading());
    const idle = scaled(this.idle, (after.at - before.at) / 1_000);
    return scaled(difference(difference(after, before), idle), 1 / count);
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  private async reading(): Promise<Reading> {
    const { rows } = await this.client.query<Counted>(READING, [this.database]);
    return { ...(rows[0] as Counted), at: performance.now() };
  }
}

const difference = (one: Counted, other: Counted): Counted => ({
  statements: one.statements - other.statements,
  commits: one.commits - other.commits,
  flushes: one.flushes - other.flushes,
});

const scaled = ({ statements, commits, flushes }: Counted, factor: number): Counted => ({
  statements: statements * factor,
  commits: commits * factor,
  flushes: flushes * factor,
});
