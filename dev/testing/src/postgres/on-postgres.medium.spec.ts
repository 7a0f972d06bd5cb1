import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { UserId } from '@aisha/domain';
import { ImageGeneration } from '@aisha/kinds/tables';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { jobContext } from '../job-context';
import { onPostgres, type PostgresHarness } from './on-postgres';
import { Client, type Pool } from 'pg';

describe('the database of a test', () => {
  it('the database of a test is its own: no test sees another’s rows', async () => {
    const [one, other] = await Promise.all([onPostgres('billing'), onPostgres('billing')]);
    await one.fixtures.account({ credits: 20 });

    expect(await other.admin.query('SELECT * FROM billing.account')).toEqual([]);
  });

  it('a database that a test has given back is empty again, except for the rows that migrations write', async () => {
    for (const userId of [newId<UserId>(), newId<UserId>()]) {
      const postgres = await onPostgres('billing');
      expect(await postgres.admin.tablesWith('-')).toEqual([
        'billing.pack',
        'billing.plan',
        'billing.price',
        'bullmq.migration',
      ]);
      await postgres.fixtures.account({ userId, credits: 20 });
      await postgres.fixtures.generation({ state: 'waiting' });
      expect(await postgres.admin.tablesWith('-')).toEqual(
        expect.arrayContaining(['billing.account', 'billing.entry']),
      );
      await postgres.close();
    }
  });

  /** Whether the database with this id exists. A database keeps its id when it is renamed for the next test. */
  const isStillThere = async (id: number): Promise<boolean> => {
    const { admin } = await onPostgres('billing');
    const databases = await admin.query('SELECT FROM pg_database WHERE oid = $1', [id]);
    return databases.length === 1;
  };
  const idOf = async ({ admin }: PostgresHarness): Promise<number> => {
    const [row] = await admin.query<{ id: number }>(
      'SELECT oid::int AS id FROM pg_database WHERE datname = current_database()',
    );
    return row!.id;
  };

  it('the database of a test that wrote only rows is kept for another test', async () => {
    const postgres = await onPostgres('billing');
    await postgres.fixtures.account({ credits: 20 });
    const id = await idOf(postgres);
    await postgres.close();

    expect(await isStillThere(id)).toBe(true);
  });

  it.each([
    ['made a table', 'CREATE TABLE billing.of_a_test ()'],
    ['gave a table a column', 'ALTER TABLE billing.account ADD COLUMN of_a_test text'],
    ['dropped a constraint', 'ALTER TABLE billing.entry DROP CONSTRAINT entry_pkey'],
    ['wrote a function', `CREATE FUNCTION billing.of_a_test() RETURNS int LANGUAGE sql AS 'SELECT 1'`],
    ['switched a trigger off', 'ALTER TABLE bot.delivery DISABLE TRIGGER USER'],
    ['gave a right', 'GRANT UPDATE ON billing.entry TO PUBLIC'],
    ['changed a price', 'UPDATE billing.price SET valid_from = valid_from'],
    ['retired a pack', 'UPDATE billing.pack SET retired_at = now()'],
    ['removed the prices', 'DELETE FROM billing.price'],
    ['forgot a migration', 'DELETE FROM aisha_migration'],
    [
      'changed the settings of its database',
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = ''1MB''', current_database()); END $$`,
    ],
    [
      'left very many dead rows',
      `INSERT INTO billing.handled (message_id, job) SELECT n::text, 'x' FROM generate_series(1, 9001) n`,
    ],
  ])('the database of a test that %s is given to no other test', async (_, statement) => {
    const postgres = await onPostgres('billing');
    await postgres.admin.query(statement);
    const id = await idOf(postgres);
    await postgres.close();

    expect(await isStillThere(id)).toBe(false);
  });

  const sessionOf = async ({ database }: Pick<PostgresHarness, 'database'>): Promise<number> => {
    const [row] = await database.write<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return row!.pid;
  };

  const sessionOfAdmin = async ({ admin }: PostgresHarness): Promise<unknown> =>
    (await admin.query('SELECT pg_backend_pid() AS pid'))[0]!['pid'];

  it('the database of a test has the open sessions of the test before, in which nothing of that test is left', async () => {
    const earlier = await onPostgres('billing');
    const session = await sessionOf(earlier);
    await earlier.database.write(`SELECT set_config('work_mem', '123kB', false), pg_advisory_lock(7)`);
    await earlier.database.write('LISTEN something');
    await earlier.close();

    const later = await onPostgres('billing');
    expect(await sessionOf(later)).toBe(session);
    expect(
      await later.database.write(
        `SELECT current_setting('work_mem') <> '123kB' AS reset, (SELECT count(*)::int FROM pg_locks
           WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks, (SELECT count(*)::int FROM pg_listening_channels()) AS channels`,
      ),
    ).toEqual([{ reset: true, locks: 0, channels: 0 }]);
  });

  it('the database of a test answers that test alone: what it leaves running gets an error afterwards', async () => {
    const { database, admin, close } = await onPostgres('billing');
    const { dataSource } = database;
    await close();

    await expect((async () => admin.query('SELECT 1'))()).rejects.toThrow('has ended');
    expect(() => dataSource.manager).toThrow('has ended');

    await expect(database.write('SELECT 1')).rejects.toThrow('The test that had this database has ended.');
    await expect(database.transaction(() => Promise.resolve())).rejects.toThrow('has ended');
    expect(database.connections).toEqual({ open: 0, idle: 0, waiting: 0 });
  });

  it.each<[string, (postgres: PostgresHarness) => Promise<{ end: () => Promise<unknown> }>]>([
    [
      'has left a transaction open',
      async ({ database }) => {
        const { promise: ended, resolve: end } = Promise.withResolvers<void>();
        const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
        const left = database.transaction(async (tx) => {
          await tx.query('SELECT 1');
          begin();
          await ended;
        });
        await begun;
        return {
          end: async () => {
            end();
            await left.catch(() => undefined); // its session was ended
          },
        };
      },
    ],
    [
      'has left a session in a transaction',
      async ({ database }) => {
        const { master } = database.dataSource.driver as unknown as { master: Pool };
        const session = await master.connect();
        await session.query(`BEGIN; INSERT INTO billing.handled (message_id, job) VALUES ('a', 'b')`);
        session.release();
        return { end: () => Promise.resolve() };
      },
    ],
    [
      'has left a client there',
      async ({ url }) => {
        const client = new Client({ connectionString: url });
        client.on('error', () => undefined);
        await client.connect();
        return { end: () => client.end() };
      },
    ],
  ])('the sessions of a test that %s are not kept', async (_, leave) => {
    const earlier = await onPostgres('billing');
    const session = await sessionOfAdmin(earlier);
    const { end } = await leave(earlier);
    await earlier.close();

    expect(await sessionOfAdmin(await onPostgres('billing'))).not.toBe(session);
    await end();
  });

  it('the database of a test may be closed by it; the next test has another one that answers', async () => {
    const earlier = await onPostgres('billing');
    await earlier.database.close();
    await earlier.close();

    expect(await sessionOf(await onPostgres('billing'))).toBeGreaterThan(0);
  });

  it('the database of a test has sessions of its own for each time that it asks for a login', async () => {
    const postgres = await onPostgres('billing');
    const again = await postgres.as('billing');

    expect(await sessionOf({ database: again })).not.toBe(await sessionOf(postgres));
  });

  it('the database of a test gets accounts and holds from fixtures together with their ledger entries', async () => {
    const postgres = await onPostgres('billing');
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    await postgres.fixtures.hold({ userId, credits: 4.5 });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 15.5, held: 4.5 });
    expect(
      await postgres.admin.query(
        'SELECT account, sum(amount)::int AS amount FROM billing.entry GROUP BY account ORDER BY account',
      ),
    ).toEqual([
      { account: 'platform-gifts', amount: -2000 },
      { account: 'user-available', amount: 1550 },
      { account: 'user-held', amount: 450 },
    ]);
  });

  it('the database of a test gets rows from fixtures with defaults for all fields that the test does not set', async () => {
    const { fixtures, database } = await onPostgres('generator');
    await fixtures.person();
    await fixtures.training();
    await fixtures.transcription({ state: 'failed' });
    const { orderId } = await fixtures.generation({ state: 'waiting' });
    await fixtures.picture({ orderId });

    expect(await database.read.findOneByOrFail(ImageGeneration, { orderId })).toMatchObject({ state: 'waiting' });
  });

  it('the database of a test connects with the requested role', async () => {
    const { database } = await onPostgres('generator');

    await expect(
      database.read.query('INSERT INTO billing.account (user_id) VALUES (gen_random_uuid())'),
    ).rejects.toThrow('permission denied');
  });

  it('a message is handled once in the database of a test, even in several contexts at the same time', async () => {
    const postgres = await onPostgres('bot');
    const outbox = new Outbox('bot');
    const open = message(billingInbox, 'open-account', { userId: newId<UserId>() });
    const run = () =>
      jobContext(postgres, { messageId: 'the-same' }).once(async (tx) => {
        await outbox.add(tx, open);
        return 'done';
      });

    expect((await Promise.all([run(), run(), run()])).filter(Boolean)).toEqual(['done']);
    expect(await postgres.outboxOf('bot')).toEqual([open]);
  });
});
