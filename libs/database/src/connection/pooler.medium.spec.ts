import { describe, expect, it } from '@jest/globals';
import { hasPgBouncer, onPgBouncer, onPostgres } from '@aisha/testing';
import { Database } from './database';
import type { Transaction } from './transaction';
import { refuseWrongLogin } from '../login-check';
import { migrate } from '../migrate';

/** A test's database through a PgBouncer with this many connections to Postgres, for several apps of the same login. */
const throughPgBouncer = async ({ servers, apps }: { servers: number; apps: number }) => {
  const postgres = await onPostgres('bot');
  const { port } = await onPgBouncer({ servers });
  const url = Object.assign(new URL(postgres.url), { port: String(port) }).href;
  const databases = await Promise.all(
    Array.from({ length: apps }, () => Database.connect({ url, role: 'bot', pool: 2 })),
  );
  const close = () => Promise.all(databases.map((database) => database.close()));
  return { ...postgres, databases, close };
};

const prepared = async (tx: Transaction): Promise<unknown> =>
  tx.query('SELECT name FROM pg_prepared_statements ORDER BY name');

if (!hasPgBouncer) console.warn('No pgbouncer on this machine: nothing is tested behind one.');

(hasPgBouncer ? describe : describe.skip)('behind a PgBouncer in transaction mode', () => {
  it('an app reads and writes through servers that it shares with others, and prepares nothing on them', async () => {
    const { databases, admin, close } = await throughPgBouncer({ servers: 2, apps: 3 });
    const ids = Array.from({ length: 180 }, () => crypto.randomUUID());
    await Promise.all(
      ids.map((id, at) =>
        databases[at % databases.length]!.transaction(async (tx) => {
          await tx.query(`INSERT INTO bot.outbox (id, receiver, job, payload) VALUES ($1, 'billing', $2, '{}')`, [
            id,
            `job-${at}`,
          ]);
          // Each app has statements of its own, in another order: names in common would mean different statements.
          const [row] = await tx.query<{ job: string }[]>(
            `SELECT job, ${at % 7} AS round FROM bot.outbox WHERE id = $1`,
            [id],
          );
          expect(row).toEqual({ job: `job-${at}`, round: at % 7 });
        }),
      ),
    );

    expect(await admin.query('SELECT count(*)::int AS n FROM bot.outbox')).toEqual([{ n: 180 }]);
    for (const database of databases) expect(await database.transaction(prepared)).toEqual([]);
    await close();
  });

  it('apps behind a PgBouncer that write under one lock see what each other wrote, and leave no lock on the shared servers', async () => {
    const { databases, admin, close } = await throughPgBouncer({ servers: 2, apps: 3 });
    const add = (database: Database, most: number): Promise<unknown[]> =>
      database.writeUnderLock(
        '7',
        `INSERT INTO bot.outbox (id, receiver, job, payload)
         SELECT gen_random_uuid(), 'billing', 'job', '{}' FROM bot.outbox HAVING count(*) < $1`,
        [most],
      );

    await Promise.all(Array.from({ length: 30 }, (_, at) => add(databases[at % databases.length]!, 4)));

    expect(await admin.query('SELECT count(*)::int AS n FROM bot.outbox')).toEqual([{ n: 4 }]);
    const locks = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    expect(await admin.query(locks)).toEqual([]);
    await close();
  });

  it('a session behind a PgBouncer keeps the time limits of its login, although no connection asks for them', async () => {
    const {
      databases: [database],
      close,
    } = await throughPgBouncer({ servers: 1, apps: 1 });

    expect(await database!.read.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '10s' }]);
    expect(await database!.read.query('SHOW search_path')).toEqual([{ search_path: 'public' }]);
    await refuseWrongLogin((sql, values) => database!.read.query(sql, values), {
      login: 'bot',
      installation: 'aisha',
      schema: 'bot',
    });
    await close();
  });

  it('the migrations refuse to run through a PgBouncer, because their lock would stay with a server that is lent to others', async () => {
    const { adminUrl } = await onPostgres('bot');
    const { port } = await onPgBouncer({ servers: 2 });
    const pooled = Object.assign(new URL(adminUrl), { port: String(port) }).href;

    await expect(migrate(pooled)).rejects.toThrow('MIGRATE_DATABASE_URL leads to a pooler');
  });
});
