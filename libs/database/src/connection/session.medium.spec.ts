import type { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { afterThisTest, onPostgres } from '@aisha/testing';
import { Database } from './database';
import type { Transaction } from './transaction';
import { Session } from './session';
import { SYNCED } from './unsynced';

/** The advisory locks of the database that is asked; the server has others, of specs that run at the same time. */
const OUR_ADVISORY = `locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
const PREPARED = `SELECT statement, generic_plans + custom_plans AS runs FROM pg_prepared_statements`;

/** The marked statements that the connection of a transaction keeps prepared. */
const preparedOf = async (tx: Transaction, mark: string): Promise<unknown> =>
  (await tx.query<{ statement: string; runs: string }[]>(PREPARED))
    .filter(({ statement }) => statement.includes(mark))
    .map(({ runs }) => Number(runs));

/** A session, and how often it asked whether its other end is the process that answers, by the bytes that it wrote. */
const askingSession = async (url: string) => {
  const session = new Session(url);
  await session.connect();
  afterThisTest(() => session.end());
  const { stream } = (session as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  const write = stream.write.bind(stream);
  let asked = 0;
  stream.write = ((bytes: Uint8Array, ...rest: []) => {
    asked += Buffer.from(bytes).toString('latin1').split('pg_backend_pid').length - 1;
    return write(bytes, ...rest);
  }) as typeof write;
  return { session, asked: () => asked };
};

/** A database whose sessions no earlier test has used. */
const withNewSessions = async () => {
  const { url, admin } = await onPostgres('bot');
  const database = await Database.connect({ url, role: 'bot' });
  afterThisTest(() => database.close());
  return { database, admin };
};

/**
 * The count of sends at which a statement is prepared: the session sends it twice, then asks whether it may prepare it, and then prepares
 * it.
 */
const UNTIL_PREPARED = 4;

describe('a session with Postgres', () => {
  it('a session with Postgres prepares each frequent statement once, however often it sends the statement', async () => {
    const { database } = await withNewSessions();

    await database.transaction(async (tx) => {
      for (let i = 0; i < 6; i += 1) {
        expect(await tx.query('SELECT $1::int + 1 AS once_prepared', [i])).toEqual([{ once_prepared: i + 1 }]);
      }
      expect(await preparedOf(tx, 'once_prepared')).toEqual([3]); // the third time the session only asks whether it may
    });
  });

  it('a session with Postgres that sends no statement often prepares none, and does not ask whether a pooler stands in between', async () => {
    const { url } = await onPostgres('bot');
    const { session, asked } = await askingSession(url);

    for (const word of ['one', 'two', 'two']) await session.query(`SELECT $1::int AS ${word}`, [1]);
    expect(asked()).toBe(0);
    for (let i = 0; i < UNTIL_PREPARED; i += 1) await session.query('SELECT $1::int AS two', [1]);

    expect(asked()).toBe(1);
  });

  it('a session with Postgres asks again whether it may prepare statements, when it asked in a transaction that had failed', async () => {
    const { url } = await onPostgres('bot');
    const { session } = await askingSession(url);
    const ask = () => session.query('SELECT $1::int AS asked_again', [1]);
    await ask();
    await ask();
    await session.query('START TRANSACTION');
    await expect(session.query('SELECT 1 / 0')).rejects.toThrow('division by zero');
    await expect(ask()).rejects.toMatchObject({ code: '25P02' });
    await session.query('ROLLBACK');

    for (let i = 0; i < UNTIL_PREPARED; i += 1) await ask();

    expect((await session.query(PREPARED)).rows).toEqual([
      { statement: 'SELECT $1::int AS asked_again', runs: expect.anything() },
    ]);
  });

  it('a session with Postgres keeps no more than five hundred prepared statements', async () => {
    const { database } = await withNewSessions();

    await database.transaction(async (tx) => {
      for (let i = 0; i < UNTIL_PREPARED; i += 1) await tx.query('SELECT $1::int AS repeated', [i]);
      for (let i = 0; i < 3 * 520; i += 1) await tx.query(`SELECT $1::int AS many_${i % 520}`, [i]);
      const [{ count }] = (await tx.query('SELECT count(*)::int AS count FROM pg_prepared_statements')) as [
        { count: number },
      ];
      expect(count).toBeLessThanOrEqual(500);
      expect(count).toBeGreaterThan(400);
      expect(await tx.query('SELECT $1::int AS one_more', [1])).toEqual([{ one_more: 1 }]);
    });
  });

  it("a session with Postgres fails once after a migration has changed a statement's columns, and then answers with the new columns", async () => {
    const { database, admin } = await withNewSessions();
    await admin.query('CREATE TABLE bot.shape AS SELECT 1 AS one');
    await admin.query('GRANT SELECT ON bot.shape TO aisha_bot');
    const ask = (): Promise<unknown[]> => database.write('SELECT * FROM bot.shape WHERE one = $1', [1]);
    for (let i = 0; i < UNTIL_PREPARED; i += 1) expect(await ask()).toEqual([{ one: 1 }]);

    await admin.query('ALTER TABLE bot.shape ADD two int DEFAULT 2');

    await expect(ask()).rejects.toMatchObject({ code: '0A000' });
    expect(await ask()).toEqual([{ one: 1, two: 2 }]);
  });

  it('a session with Postgres survives a parameter that cannot be serialised', async () => {
    const { url } = await onPostgres('bot');
    const session = new Session(url);
    await session.connect();
    const ask = (value: unknown) => session.query('SELECT $1::jsonb AS written', [value]);
    try {
      for (let i = 0; i < UNTIL_PREPARED; i += 1) await ask({ small: 1 });
      await expect(ask({ large: 1n })).rejects.toThrow('BigInt');
      await ask({ small: 1 }).catch(() => undefined); // the server never got it: because of that at most one later statement fails
      expect((await ask({ small: 1 })).rows).toEqual([{ written: { small: 1 } }]);
    } finally {
      await session.end();
    }
  });

  it('a transaction whose BEGIN is sent without waiting is rolled back or committed as a whole', async () => {
    const { database } = await withNewSessions();
    const count = async (): Promise<unknown> =>
      (await database.read.query('SELECT count(*)::int AS n FROM bot.outbox'))[0];
    const add = (tx: Transaction): Promise<unknown> =>
      tx.query(`INSERT INTO bot.outbox (id, receiver, job, payload) VALUES (gen_random_uuid(), 'billing', $1, '{}')`, [
        'x',
      ]);

    const failed = database.transaction(async (tx) => {
      await add(tx);
      throw new Error('changed its mind');
    });
    await expect(failed).rejects.toThrow('changed its mind');
    expect(await count()).toEqual({ n: 0 });

    await database.transaction(add);
    expect(await count()).toEqual({ n: 1 });
  });

  it('when a connection is gone, at most the transaction that was to begin on it fails, and the next one works', async () => {
    const { database, admin } = await withNewSessions();
    await database.ping();
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'aisha:bot'`,
    );

    const add = (tx: Transaction): Promise<unknown> =>
      tx.query(`INSERT INTO bot.outbox (id, receiver, job, payload) VALUES (gen_random_uuid(), 'billing', 'x', '{}')`);
    const count = async (): Promise<unknown> =>
      (await admin.query<{ n: number }>('SELECT count(*)::int AS n FROM bot.outbox'))[0]?.n;

    // The pool may have noticed already, and then a new connection serves.
    const isDone = await database.transaction(add).then(
      () => true,
      () => false,
    );

    const written = isDone ? 1 : 0;
    expect(await count()).toBe(written);
    await database.transaction(add);
    expect(await count()).toBe(written + 1);
  });

  it('a write under a lock sees what the last holder of the lock wrote, however many write at once', async () => {
    const { database, admin } = await withNewSessions();
    await admin.query('CREATE TABLE bot.taken (place int)');
    await admin.query('GRANT SELECT, INSERT ON bot.taken TO aisha_bot');
    const take = (most: number): Promise<unknown[]> =>
      database.writeUnderLock(
        `hashtext('places')`,
        `INSERT INTO bot.taken SELECT count(*) + 1 FROM bot.taken HAVING count(*) < $1 RETURNING place`,
        [most],
      );

    const taken = await Promise.all(Array.from({ length: 40 }, () => take(7))); // several on each connection, which prepares the statement

    const places = taken.flat().map((row) => (row as { place: number }).place);
    expect(places.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const [free] = (await admin.query(`SELECT count(*)::int AS locks FROM pg_locks WHERE ${OUR_ADVISORY}`)) as [
      { locks: number },
    ];
    expect(free.locks).toBe(0);
  });

  it('a write under a lock does not wait for the disk unless it asks to, and leaves the session as it was', async () => {
    const { url } = await onPostgres('bot');
    const options = { url: `${url}?options=-c%20synchronous_commit%3Don`, role: 'bot', pool: 1 } as const;
    const database = await Database.connect(options);
    afterThisTest(() => database.close());
    const kept = (sql: string): Promise<unknown[]> =>
      database.writeUnderLock(
        '1',
        `SELECT ${sql} AS said, current_setting('synchronous_commit') AS commit, $1::int`,
        [1],
      );

    for (let i = 0; i <= UNTIL_PREPARED; i += 1) expect(await kept(`'nothing'`)).toMatchObject([{ commit: 'off' }]);
    for (let i = 0; i <= UNTIL_PREPARED; i += 1) expect(await kept(SYNCED)).toMatchObject([{ said: 'on' }]);
    expect(await database.write(`SELECT current_setting('synchronous_commit') AS commit, $1::int`, [1])).toMatchObject([
      { commit: 'on' },
    ]);
  });

  it('a write under a lock that fails leaves no lock and no row, and the connection can still be used', async () => {
    const { url, admin } = await onPostgres('bot');
    const database = await Database.connect({ url, role: 'bot', pool: 1 });
    afterThisTest(() => database.close());
    const add = (key: string, payload: string): Promise<unknown[]> =>
      database.writeUnderLock(
        key,
        `INSERT INTO bot.outbox (id, receiver, job, payload) VALUES (gen_random_uuid(), 'billing', 'x', $1::jsonb) RETURNING job`,
        [payload],
      );

    for (let i = 1; i < UNTIL_PREPARED; i += 1) expect(await add('2', '{}')).toEqual([{ job: 'x' }]);
    await expect(add('1 / 0', '{}')).rejects.toMatchObject({ code: '22012' }); // the statement is prepared beside this lock
    await expect(add('2', 'no json')).rejects.toMatchObject({ code: '22P02' });

    expect(await add('2', '{}')).toEqual([{ job: 'x' }]);
    const [{ rows, locks }] = (await admin.query(
      `SELECT (SELECT count(*)::int FROM bot.outbox) AS rows, (SELECT count(*)::int FROM pg_locks WHERE ${OUR_ADVISORY}) AS locks`,
    )) as [{ rows: number; locks: number }];
    expect({ rows, locks }).toEqual({ rows: UNTIL_PREPARED, locks: 0 });
  });
});
