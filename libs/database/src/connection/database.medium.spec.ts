import { describe, expect, it } from '@jest/globals';
import { afterThisTest, eventually, onPostgres, statementsOf } from '@aisha/testing';
import { register } from 'prom-client';
import { Database } from './database';
import {
  afterCommit,
  answerAtEnd,
  decide,
  lastly,
  namedAtEnd,
  queryWithWrites,
  send,
  type Transaction,
  writeAtEnd,
  writeNow,
} from './transaction';
import { watchPool } from '../pool.metrics';
import { SYNCED, UNSYNCED } from './unsynced';

describe('one statement written by itself', () => {
  it('a single statement is visible at once to all connections and returns its rows', async () => {
    const { database, admin } = await onPostgres('bot');
    const seenByOthers = () => admin.query('SELECT job FROM bot.outbox');
    const id = '01890000-0000-7000-8000-000000000001';

    const rows = await database.write<{ id: string }>(
      `INSERT INTO bot.outbox (id, receiver, job, payload) VALUES ($1, 'bot-gateway', 'x', '{}') RETURNING id`,
      [id],
    );

    expect(rows).toEqual([{ id }]);
    expect(await seenByOthers()).toEqual([{ job: 'x' }]);
    expect(await database.write(`UPDATE bot.outbox SET job = 'y' WHERE id = $1 RETURNING job`, [id])).toEqual([
      { job: 'y' },
    ]);
    expect(await seenByOthers()).toEqual([{ job: 'y' }]);
    expect(await database.write(`DELETE FROM bot.outbox WHERE id = $1`, [id])).toEqual([]);
    expect(await seenByOthers()).toEqual([]);
  });

  it('a statement that fails gives its connection back, so that twelve failures block no later work', async () => {
    const { database } = await onPostgres('bot');

    for (let i = 0; i < 12; i += 1) await expect(database.write('SELECT 1/0')).rejects.toThrow('division by zero');

    expect(await database.write('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('the pool', () => {
  it('the pool reports at each scrape how much work waits for a connection', async () => {
    const { database, url } = await onPostgres('bot');
    const one = await Database.connect({ url, role: 'bot', pool: 1 });
    afterThisTest(() => one.close());
    watchPool(one);
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    const first = one.transaction(() => ended);
    const second = one.read.query('SELECT 1');

    await eventually(async () =>
      expect(await register.metrics()).toContain('aisha_database_connections{state="waiting"} 1'),
    );
    end();
    await Promise.all([first, second]);
    expect(await register.metrics()).toContain('aisha_database_connections{state="waiting"} 0');
    watchPool(database);
  });
});

describe('a statement that a transaction sends without waiting', () => {
  const add = (tx: Transaction, job: string): Promise<unknown> =>
    send(tx, `INSERT INTO bot.outbox (id, receiver, job, payload) VALUES (gen_random_uuid(), 'billing', $1, '{}')`, [
      job,
    ]);
  const setup = async () => {
    const { database, admin } = await onPostgres('bot');
    const jobs = async (): Promise<unknown[]> =>
      (await admin.query<{ job: string }>('SELECT job FROM bot.outbox ORDER BY job')).map(({ job }) => job);
    return { database, jobs };
  };

  it('a statement that a transaction sends without waiting is committed with the transaction, in the order of sending', async () => {
    const { database, jobs } = await setup();
    let told = false;

    const counted = await database.transaction(async (tx) => {
      void add(tx, 'a');
      afterCommit(tx, () => (told = true));
      const [{ count }] = (await tx.query('SELECT count(*)::int AS count FROM bot.outbox')) as [{ count: number }];
      void add(tx, 'b');
      return count;
    });

    expect(counted).toBe(1);
    expect(told).toBe(true);
    expect(await jobs()).toEqual(['a', 'b']);
  });

  it.each([
    ['as the last one', async (tx: Transaction) => void add(tx, null as never)],
    [
      'before others that were sent',
      async (tx: Transaction) => {
        void add(tx, null as never);
        void add(tx, 'c');
      },
    ],
    [
      'before one whose answer is waited for',
      async (tx: Transaction) => {
        void add(tx, null as never);
        await tx.query('SELECT 1');
      },
    ],
  ])(
    'an error of a statement that a transaction sends without waiting fails the whole transaction: %s',
    async (_where, work) => {
      const { database, jobs } = await setup();
      let told = false;

      const failed = database.transaction(async (tx) => {
        void add(tx, 'a');
        afterCommit(tx, () => (told = true));
        await work(tx);
      });

      await expect(failed).rejects.toMatchObject({ code: '23502' });
      expect(told).toBe(false);
      expect(await jobs()).toEqual([]);
      expect(await database.write('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
  );

  it('a transaction that swallows the error of one of its statements still fails, because Postgres answers its commit with a rollback', async () => {
    const { database, jobs } = await setup();
    let told = false;

    const failed = database.transaction(async (tx) => {
      void add(tx, 'a');
      afterCommit(tx, () => (told = true));
      await tx.query('SELECT 1/0').catch(() => undefined);
    });

    await expect(failed).rejects.toThrow('rolled back');
    expect(told).toBe(false);
    expect(await jobs()).toEqual([]);
  });
});

describe('writes of which one decides whether the others take effect', () => {
  const INSERT = `INSERT INTO bot.outbox (id, receiver, job, payload) VALUES (gen_random_uuid(), 'billing', $1, '{}')`;
  const setup = async () => {
    const { database, admin } = await onPostgres('bot');
    await database.write(INSERT, ['open']);
    const jobs = async (): Promise<string[]> =>
      (await admin.query<{ job: string }>('SELECT job FROM bot.outbox ORDER BY job')).map(({ job }) => job);
    const statements = statementsOf(database);
    const done: string[] = [];
    /** Writes a message, and decides by ending the open message. Records the commit in `done`. */
    const end = (besides: (tx: Transaction) => unknown = () => undefined): Promise<boolean> =>
      database.writeIfDecided(async (tx) => {
        writeAtEnd(tx, `${INSERT} RETURNING ${SYNCED}`, ['told']);
        decide(tx, `UPDATE bot.outbox SET job = $1 WHERE job = $2`, ['ended', 'open']);
        afterCommit(tx, () => done.push('committed'));
        await besides(tx);
      });
    return { end, jobs, done, statements };
  };

  it('a write that decides and the writes that go with it are one statement', async () => {
    const { end, jobs, done, statements } = await setup();

    expect(await end()).toBe(true);

    expect(await jobs()).toEqual(['ended', 'told']);
    expect(done).toEqual(['committed']);
    expect(statements).toHaveLength(1);
  });

  it('a decision is made once, with the writes that go with it, however many try to make it at the same moment', async () => {
    const { end, jobs, done } = await setup();

    const ends = await Promise.all(Array.from({ length: 5 }, () => end()));

    expect(ends.filter((isMine) => isMine)).toHaveLength(1);
    expect(await jobs()).toEqual(['ended', 'told']);
    expect(done).toEqual(['committed']);
  });

  it('a decided write writes nothing when its work reads, sends a statement or fails', async () => {
    const { end, jobs, done } = await setup();

    await expect(end((tx) => tx.query('SELECT 1'))).rejects.toThrow('writes at its end alone');
    await expect(end((tx) => void send(tx, INSERT, ['sent']))).rejects.toThrow('writes at its end alone');
    await expect(end((tx) => writeAtEnd(tx, INSERT, [null]))).rejects.toMatchObject({ code: '23502' });

    expect(await jobs()).toEqual(['open']);
    expect(done).toEqual([]);
    expect(await end()).toBe(true);
  });
});

describe('a write at the end of a transaction', () => {
  const INSERT = `INSERT INTO bot.outbox (id, receiver, job, payload) VALUES (gen_random_uuid(), $1, $2, '{}')`;
  const add = (tx: Transaction, job: string | null, row?: string): void =>
    writeAtEnd(tx, `${INSERT} RETURNING ${SYNCED}`, ['billing', job], row);
  const setup = async () => {
    const { database, admin } = await onPostgres('bot');
    const jobs = async (): Promise<string[]> =>
      (await admin.query<{ job: string }>('SELECT job FROM bot.outbox ORDER BY job')).map(({ job }) => job);
    return { database, admin, jobs, statements: statementsOf(database) };
  };

  it('writes at the end of a transaction are one statement, and answer their callers', async () => {
    const { database, jobs, statements } = await setup();

    const answer = await database.transaction(async (tx) => {
      add(tx, 'a');
      const asked = answerAtEnd<{ job: string }>(tx, `${INSERT} RETURNING job`, ['transcriber', 'asked']);
      add(tx, 'b');
      const none = answerAtEnd(tx, `UPDATE bot.outbox SET job = 'x' WHERE job = $1 RETURNING job`, ['unknown']);
      return { asked, none };
    });

    expect(statements.map((statement) => statement.split(' ')[0])).toEqual(['START', 'WITH', 'COMMIT']);
    expect(await answer.asked).toEqual([{ job: 'asked' }]);
    expect(await answer.none).toEqual([]);
    expect(await jobs()).toEqual(['a', 'asked', 'b']);
  });

  it('a statement that a transaction waits for takes the waiting writes along; if it has a WITH of its own, writes that answer a caller go later', async () => {
    const { database, jobs, statements } = await setup();

    const [asked, told] = await database.transaction(async (tx) => {
      add(tx, 'a');
      const answer = answerAtEnd<{ job: string }>(tx, `${INSERT} RETURNING job`, ['transcriber', 'asked']);
      const taking = `WITH b AS (SELECT $1 || 'b' AS job) SELECT job FROM b`;
      const found = await queryWithWrites<{ job: string }[]>(tx, taking, ['a']);
      add(tx, 'c');
      const last = await queryWithWrites<{ at: Date }[]>(tx, `SELECT $1::timestamptz AS at`, [new Date(0)]);
      return [found, { answer, last }] as const;
    });

    expect(asked).toEqual([{ job: 'ab' }]);
    expect(await told.answer).toEqual([{ job: 'asked' }]);
    expect(told.last).toMatchObject([{ at: new Date(0) }]);
    expect(statements.map((statement) => statement.split(' ')[0])).toEqual(['START', 'WITH', 'WITH', 'COMMIT']);
    expect(await jobs()).toEqual(['a', 'asked', 'c']);
  });

  it('named subqueries join the writes at the end, also those that are added when all other work is done', async () => {
    const { database, jobs, statements } = await setup();

    await database.transaction(async (tx) => {
      lastly(tx, async () => {
        namedAtEnd(
          tx,
          `one AS (${INSERT} RETURNING job), two AS (INSERT INTO bot.outbox (id, receiver, job, payload)
          SELECT gen_random_uuid(), 'billing', 'after ' || job, '{}' FROM one)`,
          ['billing', 'one'],
        );
        return Promise.resolve();
      });
      add(tx, 'a');
      return Promise.resolve();
    });
    await database.transaction(async (tx) => {
      namedAtEnd(tx, `alone AS (${INSERT})`, ['billing', 'alone']);
      return Promise.resolve();
    });

    expect(statements.map((statement) => statement.split(' ')[0])).toEqual([
      ...['START', 'WITH', 'COMMIT'],
      ...['START', 'WITH', 'COMMIT'],
    ]);
    expect(await jobs()).toEqual(['a', 'after one', 'alone', 'one']);
  });

  it('writes that are sent early, because the transaction goes on to read what they change, are not sent again at its end', async () => {
    const { database, jobs } = await setup();

    const read = await database.transaction(async (tx) => {
      add(tx, 'a');
      writeNow(tx);
      add(tx, 'b');
      return tx.query<object[]>('SELECT job FROM bot.outbox');
    });

    expect(read).toEqual([{ job: 'a' }]);
    expect(await jobs()).toEqual(['a', 'b']);
  });

  it('writes at the end of a transaction may change a row twice if they name the row, and the last write counts', async () => {
    const { database, jobs } = await setup();
    await database.write(INSERT, ['billing', 'old']);
    const rename = (tx: Transaction, job: string): void =>
      writeAtEnd(tx, `UPDATE bot.outbox SET job = $1 WHERE receiver = 'billing'`, [job], 'the message');

    await database.transaction(async (tx) => {
      rename(tx, 'new');
      rename(tx, 'newest');
      add(tx, 'besides');
    });

    expect(await jobs()).toEqual(['besides', 'newest']);
  });

  it('a failing write at the end of a transaction fails the transaction with the error of the write', async () => {
    const { database, jobs } = await setup();

    const failed = database.transaction(async (tx) => {
      void send(tx, INSERT, ['billing', 'sent']);
      add(tx, 'a');
      add(tx, null);
    });

    await expect(failed).rejects.toMatchObject({ code: '23502' });
    expect(await jobs()).toEqual([]);
  });

  it('a caller who waits for the rows of a write learns that the statement that carried the write had no row for them', async () => {
    const { database, jobs } = await setup();
    let told: Promise<unknown> | undefined;

    await database.transaction((tx) => {
      told = answerAtEnd(tx, `${INSERT} RETURNING job`, ['billing', 'asked']);
      return queryWithWrites(tx, 'SELECT job FROM bot.outbox WHERE job = $1', ['unknown']);
    });

    await expect(told).rejects.toThrow('gave no row');
    expect(await jobs()).toEqual(['asked']);
  });

  it('a caller who waits for the rows of a write learns that the last statement of its transaction has failed', async () => {
    const { database } = await setup();
    let told: Promise<unknown> | undefined;

    const failed = database.transaction((tx) => {
      told = answerAtEnd(tx, `${INSERT} RETURNING job`, ['billing', 'asked']);
      add(tx, null);
      return Promise.resolve();
    });

    await expect(failed).rejects.toMatchObject({ code: '23502' });
    await expect(told).rejects.toMatchObject({ code: '23502' });
  });

  it('writes at the end of a transaction are not sent when the work of the transaction fails', async () => {
    const { database, jobs } = await setup();

    const failed = database.transaction(async (tx) => {
      add(tx, 'a');
      throw new Error('no');
    });

    await expect(failed).rejects.toThrow('no');
    expect(await jobs()).toEqual([]);
  });

  it('a transaction with a message waits for the disk, even if another of its statements said that it need not', async () => {
    const { admin, url } = await onPostgres('bot');
    const [{ name }] = (await admin.query('SELECT current_database() AS name')) as [{ name: string }];
    await admin.query(`ALTER DATABASE "${name}" SET synchronous_commit = 'local'`); // the servers of tests do not wait for the disk
    const database = await Database.connect({ url, role: 'bot' });
    afterThisTest(() => database.close());
    await admin.query('CREATE TABLE public.commit_waits (how text)');
    await admin.query(`CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
      $$ BEGIN INSERT INTO public.commit_waits VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$`);
    await admin.query(`CREATE CONSTRAINT TRIGGER noted AFTER INSERT ON bot.outbox DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION public.note()`);

    await database.transaction(async (tx) => {
      await tx.query(`SELECT 1 WHERE ${UNSYNCED}`);
      add(tx, 'a');
      writeAtEnd(tx, `UPDATE bot.person SET heard_at = now() WHERE telegram_id = $1`, [1]);
    });

    expect(await admin.query('SELECT how FROM public.commit_waits')).toEqual([{ how: 'local' }]);
  });
});
