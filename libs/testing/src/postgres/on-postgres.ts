import { afterAll, afterEach } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { Database, type Schema } from '@aisha/database';
import { Admin } from './admin';
import { cloneDatabase, emptyDatabase, type ClonedDatabase } from './cloned-database';
import { Fixtures } from './fixtures';

export interface WrittenMessage {
  readonly receiver: string;
  readonly job: string;
  readonly payload: Record<string, unknown>;
}

/** A real Postgres database of one test, with the newest schema. It connects as one app does, so grants are under test too. */
export interface PostgresHarness {
  /** As the role that was asked for. */
  readonly database: Database;
  readonly role: Schema;
  /** As the superuser. */
  readonly admin: Admin;
  readonly fixtures: Fixtures;
  /** Of the superuser, without a role: what DATABASE_URL says. */
  readonly url: string;
  /** The database as another app sees it. */
  as(role: Schema): Promise<Database>;
  /** Every message an app has written and its receiver has not yet handled, in order. */
  outboxOf(schema: Schema): Promise<WrittenMessage[]>;
  /** What a person has, in credits. */
  balanceOf(userId: UserId): Promise<{ available: number; held: number }>;
  /** Happens by itself after the test. */
  close(): Promise<void>;
}

type Lifetime = 'test' | 'file';
const cleanups: Record<Lifetime, (() => Promise<void>)[]> = { test: [], file: [] };

/** Does something after the test that is running, last first. */
export const afterThisTest = (cleanup: () => Promise<void>, lifetime: Lifetime = 'test'): void => {
  cleanups[lifetime].push(cleanup);
};

const cleanUp = async (lifetime: Lifetime): Promise<void> => {
  for (const cleanup of cleanups[lifetime].splice(0).reverse()) await cleanup();
};
afterEach(() => cleanUp('test'));
afterAll(() => cleanUp('file'));

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
};

/** A database of its own for the test that asks; `until: 'file'` keeps it for every test of the file (ask in `beforeAll`). */
export async function onPostgres(
  role: Schema,
  { until = 'test' }: { until?: Lifetime } = {},
): Promise<PostgresHarness> {
  const clone = await cloneDatabase();
  const [database, admin] = await Promise.all([Database.connect({ url: clone.url, role }), Admin.connect(clone.url)]);
  const connections: { close(): Promise<void> }[] = [database, admin];
  const close = once(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await clone.drop();
  });
  afterThisTest(close, until);

  return {
    database,
    role,
    admin,
    fixtures: new Fixtures(admin),
    url: clone.url,
    as: async (other) => {
      const connection = await Database.connect({ url: clone.url, role: other });
      connections.push(connection);
      return connection;
    },
    outboxOf: (schema) =>
      admin.query<WrittenMessage>(`SELECT receiver, job, payload FROM ${schema}.outbox ORDER BY created_at, id`),
    balanceOf: async (userId) => {
      const [row] = await admin.query<{ available: string; held: string }>(
        'SELECT available, held FROM billing.account WHERE user_id = $1',
        [userId],
      );
      if (!row) throw new Error(`${userId} has no account`);
      return { available: Number(row.available) / 100, held: Number(row.held) / 100 };
    },
    close,
  };
}

/** A database without any schema, for tests of the migrations; dropped after the test. */
export async function onEmptyPostgres(): Promise<Pick<ClonedDatabase, 'url'>> {
  const database = await emptyDatabase();
  afterThisTest(() => database.drop());
  return { url: database.url };
}
