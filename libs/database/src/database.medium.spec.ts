import { describe, expect, it } from '@jest/globals';
import { afterThisTest, eventually, onPostgres } from '@aisha/testing';
import { register } from 'prom-client';
import { afterCommit, Database, send, type Transaction } from './database';
import { watchPool } from './pool.metrics';

describe('one statement written by itself', () => {
  it('one statement written by itself is visible at once to all connections and returns its rows', async () => {
    const { database } = await onPostgres('bot');
    const id = '01890000-0000-7000-8000-000000000001';

    const rows = await database.write<{ id: string }>(
      `INSERT INTO bot.outbox (id, receiver, job, payload) VALUES ($1, 'bot-gateway', 'x', '{}') RETURNING id`,
      [id],
    );

    expect(rows).toEqual([{ id }]);
    expect(await database.write(`UPDATE bot.outbox SET job = 'y' WHERE id = $1 RETURNING job`, [id])).toEqual([
      { job: 'y' },
    ]);
    expect(await database.write(`DELETE FROM bot.outbox WHERE id = $1`, [id])).toEqual([]);
  });

  it('one statement written by itself returns its connection when it fails: more failures than the pool has connections block no later work', async () => {
    const { database } = await onPostgres('bot');

    for (let i = 0; i < 12; i += 1) await expect(database.write('SELECT 1/0')).rejects.toThrow('division by zero');

    expect(await database.write('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('the pool', () => {
  it('the pool tells at each scrape how much work waits for a connection', async () => {
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

  it('a statement that a transaction sends without waiting is committed with the transaction, in the order it was sent', async () => {
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
    'a statement that a transaction sends without waiting fails the whole transaction with its own error %s',
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

  it('a statement that a transaction sends without waiting is not taken for done when an error of it was swallowed: Postgres rolls back, and says so in passing', async () => {
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
