import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Admin, afterThisTest, eventually, onEmptyPostgres } from '@aisha/testing';
import { DataSource } from 'typeorm';
import { migrate, releasedMigrations } from '../migrate';
import { SCHEMAS } from '../connection/schemas';
import { MIGRATIONS } from '.';

const connected = async <T>(
  url: string,
  work: (source: DataSource) => Promise<T>,
  migrations = MIGRATIONS,
): Promise<T> => {
  const source = await new DataSource({
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'aisha_migration',
  }).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
};

/** Everything a migration makes: columns, constraints, indexes and comments, as text. */
const shapeOf = (url: string): Promise<string[]> =>
  connected(url, async (source) => {
    const rows: { line: string }[] = await source.query(
      `SELECT line FROM (
         SELECT format('%s.%s.%s %s %s %s', table_schema, table_name, column_name, udt_name, is_nullable, column_default) AS line
         FROM information_schema.columns WHERE table_schema = ANY ($1)
         UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
         WHERE connamespace::regnamespace::text = ANY ($1)
         UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = ANY ($1)
         UNION ALL SELECT format('%s %s', oid::regclass, obj_description(oid, 'pg_class')) FROM pg_class
         WHERE relnamespace::regnamespace::text = ANY ($1) AND relkind = 'r'
       ) shape ORDER BY line`,
      [SCHEMAS],
    );
    return rows.map(({ line }) => line);
  });

/** The place of a migration that changes api.placed_order. */
const CHANGING = MIGRATIONS.findIndex(({ name }) => name === 'KeepOrderLimit1795988900000');
/** The migrations from the one before it on. */
const TO_RUN = MIGRATIONS.slice(CHANGING - 1).map(({ name }) => name);

/** A database in which those have yet to run. */
const beforeThese = async (): Promise<{ url: string; admin: Admin }> => {
  const { url } = await onEmptyPostgres();
  await migrate(url, { until: MIGRATIONS[CHANGING - 2]!.name });
  const admin = await Admin.connect(url);
  afterThisTest(() => admin.close());
  return { url, admin };
};

describe('migrations', () => {
  it('a migration that an app keeps from its lock is tried again when the app has ended its transaction', async () => {
    const { url, admin } = await beforeThese();

    let migrated: Promise<string[]> | undefined;
    await admin.transaction(async (tx) => {
      await tx.query('SELECT FROM api.placed_order'); // the lock of a reader, which an ALTER TABLE waits for
      migrated = migrate(url);
      for (const waiting of [1, 0])
        await eventually(async () => expect(await admin.waitingForLocks()).toHaveLength(waiting));
    });

    expect(await migrated).toEqual(TO_RUN);
  });

  it('the migrations before one that failed are known to the next attempt', async () => {
    const { url, admin } = await beforeThese();
    await admin.query('ALTER TABLE api.placed_order ADD COLUMN max_open_orders integer');
    await expect(migrate(url)).rejects.toThrow('already exists');
    await admin.query('ALTER TABLE api.placed_order DROP COLUMN max_open_orders');

    expect(await migrate(url)).toEqual(TO_RUN.slice(1));
  });

  it('the migrations give each table a comment with its purpose', async () => {
    const { url } = await onEmptyPostgres();
    await migrate(url);
    const silent = await connected(url, (source) =>
      source.query(
        `SELECT oid::regclass::text AS name FROM pg_class
         WHERE relkind = 'r' AND relnamespace::regnamespace::text = ANY ($1) AND obj_description(oid, 'pg_class') IS NULL`,
        [SCHEMAS],
      ),
    );

    expect(silent).toEqual([]);
  });

  it('each migration can be undone to the state before, and done again', async () => {
    const { url } = await onEmptyPostgres();
    const shapes = [await shapeOf(url)];
    for (const [index] of MIGRATIONS.entries()) {
      await connected(url, (source) => source.runMigrations({ transaction: 'each' }), MIGRATIONS.slice(0, index + 1));
      shapes.push(await shapeOf(url));
    }
    const complete = shapes.pop();
    expect(complete?.length).toBeGreaterThan(100);
    for (const before of shapes.reverse()) {
      await connected(url, (source) => source.undoLastMigration({ transaction: 'each' }));
      expect(await shapeOf(url)).toEqual(before);
    }
    await migrate(url);

    expect(await shapeOf(url)).toEqual(complete);
  });

  it('each migration is applied only once, even when several processes migrate at the same moment', async () => {
    const { url } = await onEmptyPostgres();
    const ran = await Promise.all([migrate(url), migrate(url), migrate(url)]);

    expect(ran.flat().sort()).toEqual(MIGRATIONS.map(({ name }) => name).sort());
    expect(await migrate(url)).toEqual([]);
  });

  it('migrations stop where a restore asks, and go on from there', async () => {
    const { url } = await onEmptyPostgres();
    const names = MIGRATIONS.map(({ name }) => name);

    expect(await migrate(url, { until: names[2] })).toEqual(names.slice(0, 3));
    expect(await migrate(url)).toEqual(names.slice(3));
    await expect(migrate(url, { until: 'Never1' })).rejects.toThrow('Never1: this release has no such migration.');
  });

  it('migrations mark an invitation whose friend has drawn already as drew-before, and leave the others without an outcome', async () => {
    const { url } = await onEmptyPostgres();
    await migrate(url, { until: 'RememberArrivals1795676600000' });
    const holds = [
      ['drew', 'generation', 1],
      ['drew-together', 'together', 2],
      ['got-nothing', 'generation', 0],
      ['transcribed', 'transcription', 1],
      ['did-nothing', null, null],
    ] as const;
    const outcomes = await connected(url, async (source) => {
      const opened = async (): Promise<string> => {
        const [row] = await source.query<[{ id: string }]>(
          `INSERT INTO billing.account (user_id) VALUES (gen_random_uuid()) RETURNING user_id AS id`,
        );
        return row.id;
      };
      const inviter = await opened();
      const friends = new Map<string, string>();
      for (const [what, kind, delivered] of holds) {
        const friend = await opened();
        friends.set(friend, what);
        await source.query(`INSERT INTO billing.referral (friend_id, inviter_id) VALUES ($1, $2)`, [friend, inviter]);
        if (kind)
          await source.query(
            `INSERT INTO billing.credit_hold (order_id, user_id, kind, item, units, amount, status, delivered, settled_at)
             VALUES (gen_random_uuid(), $1, $2, 'picture', 2, 600, 'captured', $3, now())`,
            [friend, kind, delivered],
          );
      }
      await migrate(url);
      const rows = await source.query<{ friend: string; outcome: string | null }[]>(
        `SELECT friend_id AS friend, picture_outcome AS outcome FROM billing.referral`,
      );
      return Object.fromEntries(rows.map(({ friend, outcome }) => [friends.get(friend), outcome]));
    });

    expect(outcomes).toEqual({
      drew: 'drew-before',
      'drew-together': 'drew-before',
      'got-nothing': null,
      transcribed: null,
      'did-nothing': null,
    });
  });

  it('migrations refuse a database of another version, and leave it as it is', async () => {
    const { url } = await onEmptyPostgres();
    await migrate(url);
    await connected(url, (source) =>
      source.query(`UPDATE aisha_migration_digest SET digest = 'another' WHERE name LIKE 'CreateBilling%'`),
    );
    const before = await shapeOf(url);

    await expect(migrate(url)).rejects.toThrow(/made by another version of Aisha \(CreateBilling\d+\)/);
    expect(await shapeOf(url)).toEqual(before);
  });

  it('a released migration still makes the same statements', async () => {
    const released = readFileSync(path.join(__dirname, '..', '..', 'released-migrations.json'), 'utf8');
    const now = (await releasedMigrations()).map(({ name, digest }) => [name, digest]);

    expect(Object.fromEntries(now)).toMatchObject(JSON.parse(released) as object);
  });

  it('migrations are listed in the order of the times in their names', () => {
    const stamps = MIGRATIONS.map(({ name }) => Number(/\d{13}$/.exec(name)?.[0]));
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  });
});
