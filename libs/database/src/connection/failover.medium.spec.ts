import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { scratchDirectory, startPostgres, startStandby, type EmbeddedServer } from '@aisha/embedded';
import { eventually } from '@aisha/testing';
import { isConnectionLost } from './connection-lost';
import { Database } from './database';

const STANDBY = 'second';
const WRITERS = 8;
const READ_ONLY = '25006';
const STARTS_WITHIN_MS = 120_000;
const PATIENT = { timeoutMs: 60_000 };

const opened: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const open of opened.splice(0).reverse()) await open.stop();
}, STARTS_WITHIN_MS);

const asOwner = async (server: EmbeddedServer, ...statements: string[]): Promise<unknown[]> => {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    for (const statement of statements.slice(0, -1)) await client.query(statement);
    return (await client.query(statements.at(-1)!)).rows;
  } finally {
    await client.end();
  }
};

/** Two servers, the second streaming from the first, and a database that connects to both by one list. */
const pair = async (): Promise<{ first: EmbeddedServer; second: EmbeddedServer; database: Database }> => {
  const [primaryStateDir, stateDir] = [scratchDirectory('aisha-primary-'), scratchDirectory('aisha-standby-')];
  for (const folder of [primaryStateDir, stateDir])
    opened.push({ stop: async () => rmSync(folder, { recursive: true, force: true }) });
  const first = await startPostgres({ stateDir: primaryStateDir, durable: true, replicates: true });
  opened.push(first);
  const second = await startStandby({ primary: first, primaryStateDir, stateDir, name: STANDBY });
  opened.push(second);
  await asOwner(first, 'CREATE TABLE noted (id integer PRIMARY KEY)');
  const { pathname, username, password } = new URL(first.url);
  // The standby comes first in the list, to show that the order of the servers does not matter.
  const url = `postgres://${username}:${password}@127.0.0.1:${second.port},127.0.0.1:${first.port}${pathname}`;
  const database = await Database.connect({ url, role: 'billing', pool: WRITERS });
  opened.push({ stop: () => database.close() });
  return { first, second, database };
};

/** Writers that go on whatever happens, and record what Postgres has acknowledged. */
class Writers {
  readonly acknowledged: number[] = [];
  /** Errors of statements that a standby refused: no connection should have led to the standby. */
  readonly refusedByStandby: unknown[] = [];
  private next = 0;
  private isOver = false;
  private readonly all: Promise<unknown>;

  constructor(private readonly database: Database) {
    this.all = Promise.all(Array.from({ length: WRITERS }, () => this.write()));
  }

  hasAcknowledged(count: number): Promise<void> {
    return eventually(() => expect(this.acknowledged.length).toBeGreaterThanOrEqual(count), PATIENT);
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.all;
  }

  private async write(): Promise<void> {
    while (!this.isOver) {
      const id = (this.next += 1);
      try {
        await this.database.transaction(async (tx) => {
          await tx.query('INSERT INTO noted VALUES ($1)', [id]);
        });
        this.acknowledged.push(id);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        if ((error as { code?: string }).code === READ_ONLY) this.refusedByStandby.push(error);
        await eventually(() => this.database.ping(), PATIENT);
      }
    }
  }
}

const killed = async (server: EmbeddedServer): Promise<void> => {
  process.kill(server.pid, 'SIGKILL');
  await server.exited;
};

const lostOf = async (server: EmbeddedServer, { acknowledged }: Writers): Promise<number> => {
  const rows = (await asOwner(server, 'SELECT id FROM noted')) as { id: number }[];
  const kept = new Set(rows.map(({ id }) => id));
  return acknowledged.filter((id) => !kept.has(id)).length;
};

describe('a primary that dies amid writes', () => {
  it(
    'when the primary dies, writers go on at the promoted standby, and no acknowledged write is lost if the standby confirms each commit',
    async () => {
      const { first, second, database } = await pair();
      await asOwner(
        first,
        `ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (${STANDBY})'`,
        'SELECT pg_reload_conf()',
      );
      await eventually(async () =>
        expect(await asOwner(first, 'SELECT sync_state FROM pg_stat_replication')).toEqual([{ sync_state: 'sync' }]),
      );
      const writers = new Writers(database);
      await writers.hasAcknowledged(300);

      await killed(first);
      const before = writers.acknowledged.length;
      await asOwner(second, 'SELECT pg_promote()');
      await writers.hasAcknowledged(before + 300);
      await writers.end();

      expect(await lostOf(second, writers)).toBe(0);
      expect(writers.refusedByStandby).toEqual([]);
    },
    STARTS_WITHIN_MS,
  );

  it(
    'a primary that confirms commits by itself loses, when it dies, only the commits that it had not sent to the standby',
    async () => {
      const { first, second, database } = await pair();
      const writers = new Writers(database);
      await writers.hasAcknowledged(100);
      await writers.end();
      const [{ at }] = (await asOwner(first, 'SELECT pg_current_wal_lsn() AS at')) as [{ at: string }];
      await eventually(async () =>
        expect(await asOwner(second, `SELECT pg_last_wal_replay_lsn() >= '${at}' AS there`)).toEqual([{ there: true }]),
      );
      await asOwner(second, `ALTER SYSTEM SET primary_conninfo = ''`, 'SELECT pg_reload_conf()');
      await eventually(async () => expect(await asOwner(first, 'SELECT FROM pg_stat_replication')).toEqual([]));
      for (let id = 1; id <= 50; id += 1) {
        await database.write('INSERT INTO noted VALUES ($1)', [-id]);
        writers.acknowledged.push(-id);
      }

      await killed(first);
      await asOwner(second, 'SELECT pg_promote()');

      expect(await lostOf(second, writers)).toBe(50);
    },
    STARTS_WITHIN_MS,
  );

  it(
    'a write at a dying primary, or at a read-only standby, fails as a lost connection',
    async () => {
      const { first, second, database } = await pair();

      await killed(first);

      // Waits, because the primary's processes outlive it for a moment and still serve their connections.
      await eventually(async () => {
        const refused = await database
          .write('INSERT INTO noted VALUES (1) ON CONFLICT DO NOTHING')
          .catch((error: unknown) => error);
        expect(isConnectionLost(refused)).toBe(true);
      }, PATIENT);
      const standby = await asOwner(second, 'INSERT INTO noted VALUES (1)').catch((error: unknown) => error);
      expect(isConnectionLost(standby)).toBe(true);
    },
    STARTS_WITHIN_MS,
  );
});
