import { LOGINS, passwordVariable } from '@aisha/domain';
import { createHash } from 'node:crypto';
import { Client, type QueryResult } from 'pg';
import { checksumOf } from './entry-files.mts';
import type { Environment } from './environment.mts';

/** The mark is a row beside the digests of the migrations, under a name that no migration has. */
const NAME = 'npm start';
/**
 * A digest of what the migrations leave besides tables: which of them ran, the logins with their passwords and settings, and the rights that
 * they give. The owner of an embedded Postgres may read all of that.
 */
const LEFT = `(SELECT md5(string_agg(fact, ',' ORDER BY fact)) FROM (
  SELECT concat('ran ', id, name) AS fact FROM aisha_migration
  UNION ALL SELECT concat('login ', a) FROM pg_authid a
  UNION ALL SELECT concat('member ', m) FROM pg_auth_members m
  UNION ALL SELECT concat('setting ', s) FROM pg_db_role_setting s
  UNION ALL SELECT concat('database ', oid, datacl) FROM pg_database WHERE datname = current_database()
  UNION ALL SELECT concat('schema ', oid, nspacl) FROM pg_namespace WHERE nspacl IS NOT NULL
  UNION ALL SELECT concat('table ', oid, relacl) FROM pg_class WHERE relacl IS NOT NULL
  UNION ALL SELECT concat('column ', attrelid, '.', attnum, attacl) FROM pg_attribute WHERE attacl IS NOT NULL
  UNION ALL SELECT concat('function ', oid, proowner, prosecdef, proconfig, proacl) FROM pg_proc
    WHERE proacl IS NOT NULL OR proconfig IS NOT NULL OR prosecdef
  UNION ALL SELECT concat('default ', d) FROM pg_default_acl d) AS facts)`;
const MARK = `$2 || ':' || ${LEFT}`;

/**
 * What the launcher writes into the embedded database that it has brought up to date. While the mark is there, the migrations have nothing to
 * do: the same program ran with the same passwords, and nothing that it left has changed since. Running them would take half a second of
 * each start. The mark is in the database and not beside it, because the folder of the database may be removed or replaced alone.
 */
export class MigrationMark {
  private readonly url: string | undefined;
  private readonly digest: string;

  /** `env` is the environment of the migrations, `bundle` the file that runs them. */
  constructor(env: Environment, bundle: string) {
    this.url = env['MIGRATE_DATABASE_URL'];
    const told = ['INSTALLATION', ...LOGINS.map(passwordVariable)].map((name) => env[name] ?? null);
    this.digest = createHash('sha256')
      .update(JSON.stringify([...told, checksumOf(bundle)]))
      .digest('hex');
  }

  /** Whether the mark is there. A database that cannot be asked has none: the migrations say what is wrong with it. */
  async isThere(): Promise<boolean> {
    const found = await this.ask(`SELECT FROM aisha_migration_digest WHERE name = $1 AND digest = ${MARK}`);
    return found?.rowCount === 1;
  }

  /** Sets the mark. Where that fails, the next start runs the migrations again. */
  async set(): Promise<void> {
    await this.ask(
      `INSERT INTO aisha_migration_digest VALUES ($1, ${MARK}) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest`,
    );
  }

  private async ask(statement: string): Promise<QueryResult | undefined> {
    const client = new Client({ connectionString: this.url });
    client.on('error', () => {}); // a connection that breaks tells this besides what it throws
    try {
      await client.connect();
      return await client.query(statement, [NAME, this.digest]);
    } catch {
      return undefined;
    } finally {
      await client.end().catch(() => {});
    }
  }
}
