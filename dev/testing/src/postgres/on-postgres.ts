import { afterAll } from '@jest/globals';
import type { Login, UserId } from '@aisha/domain';
import type { Database, Schema } from '@aisha/database';
import { afterThisTest, type Lifetime } from '../timing/after-this-test';
import type { Admin } from './admin';
import { emptyDatabase, leaveServer } from './cloned-database';
import { type Fixtures, fixturesOn } from './fixtures';
import { lending, OpenDatabase } from './open-database';

export interface WrittenMessage {
  readonly receiver: string;
  readonly job: string;
  readonly payload: Record<string, unknown>;
}

/**
 * A test's own Postgres database with the newest schema. The test connects with an app's login, so that grants are
 * tested too.
 */
export interface PostgresHarness {
  /** Connects with the login of the app that the test asked for. */
  readonly database: Database;
  readonly role: Schema;
  /** Connects as the superuser. */
  readonly admin: Admin;
  readonly fixtures: Fixtures;
  /** The DATABASE_URL of the app that the test asked for. */
  readonly url: string;
  /** The address of the superuser, who owns the tables. */
  readonly adminUrl: string;
  /** The DATABASE_URL of another app. */
  urlOf(login: Login): string;
  /** The database with another app's login, or once more with the same, and with sessions of its own. */
  as(role: Schema): Promise<Database>;
  /** Every message that an app has written and its receiver has not handled, in the order of writing. */
  outboxOf(schema: Schema): Promise<WrittenMessage[]>;
  /** A person's credits. */
  balanceOf(userId: UserId): Promise<{ available: number; held: number }>;
  /** Gives the database back; after the test this happens by itself. */
  close(): Promise<void>;
}

// Registered after the cleanups of the tests, which it follows: Jest calls hooks in the order in which they are registered.
afterAll(async () => {
  await Promise.all(spare.splice(0).map((open) => open.close()));
  await leaveServer();
});

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
};

/** The databases that earlier tests of this file have given back, with their sessions. */
const spare: OpenDatabase[] = [];

/** Keeps the database for the file's next test, or closes it when the test has left something there. */
const giveBack = async (open: OpenDatabase): Promise<void> => {
  if (await open.emptiedAgain().catch(() => false)) spare.push(open);
  else await open.close();
};

/**
 * Makes a database for the calling test; `until: 'file'` keeps it for every test of the file (call it in `beforeAll`).
 */
export async function onPostgres(
  role: Schema,
  { until = 'test' }: { until?: Lifetime } = {},
): Promise<PostgresHarness> {
  const open = spare.pop() ?? (await OpenDatabase.open());
  const { clone } = open;
  const lent = lending();
  const asked: Schema[] = [];
  const as = async (login: Schema): Promise<Database> => {
    const nth = asked.filter((earlier) => earlier === login).length;
    asked.push(login);
    return lent.database(await open.as(login, nth));
  };
  const admin = lent.admin(open.admin);
  const database = await as(role);
  const url = clone.urlOf(role);
  const close = once(async () => {
    lent.end();
    await giveBack(open);
  });
  afterThisTest(close, until);

  return {
    database,
    role,
    admin,
    fixtures: fixturesOn(admin),
    url,
    adminUrl: clone.url,
    urlOf: (login) => clone.urlOf(login),
    as,
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

/** Makes a database without any schema for tests of the migrations; it is dropped after the test or after the file. */
export async function onEmptyPostgres(
  until?: Lifetime,
): Promise<Omit<Awaited<ReturnType<typeof emptyDatabase>>, 'drop'>> {
  const { drop, ...database } = await emptyDatabase();
  afterThisTest(drop, until);
  return database;
}
