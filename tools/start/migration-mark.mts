import { DEFAULT_INSTALLATION, LOGINS, loginName } from '@aisha/domain';
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { Client, type QueryResult } from 'pg';
import type { Environment } from './environment.mts';

/** The mark is a row beside the digests of the migrations, under a name that no migration has. */
const NAME = 'npm start';
/** The last number changes with each migration that runs, whoever runs it. */
const MARK = `$2 || ':' || (SELECT max(id) FROM aisha_migration)`;

/**
 * What the launcher writes into the database that it has brought up to date. While the mark is there, the migrations have nothing to do: the
 * same program ran with the same passwords, no migration has run since, and each login is there. Running them would take half a second of
 * each start. The database itself holds the mark, because the folder may be given another database.
 */
export class MigrationMark {
  private readonly url: string | undefined;
  private readonly digest: string;
  private readonly logins: readonly string[];

  /** `env` is the environment of the migrations, `bundle` the file that runs them. */
  constructor(env: Environment, bundle: string) {
    const { MIGRATE_DATABASE_URL: url, INSTALLATION = DEFAULT_INSTALLATION, ...passwords } = env;
    this.url = url;
    this.digest = createHash('sha256')
      .update(JSON.stringify({ INSTALLATION, passwords, code: statSync(bundle).mtimeMs }))
      .digest('hex');
    this.logins = LOGINS.map((login) => loginName(INSTALLATION, login));
  }

  /** Whether the mark is there. A database that cannot be asked has none: the migrations say what is wrong with it. */
  async isThere(): Promise<boolean> {
    const found = await this.ask(
      `SELECT FROM aisha_migration_digest
       WHERE name = $1 AND digest = ${MARK} AND NOT EXISTS (SELECT FROM unnest($3::text[]) AS login WHERE to_regrole(login) IS NULL)`,
      [NAME, this.digest, this.logins],
    );
    return found?.rowCount === 1;
  }

  /** Sets the mark. Where that fails, the next start runs the migrations again. */
  async set(): Promise<void> {
    await this.ask(
      `INSERT INTO aisha_migration_digest VALUES ($1, ${MARK}) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest`,
      [NAME, this.digest],
    );
  }

  private async ask(statement: string, values: unknown[]): Promise<QueryResult | undefined> {
    const client = new Client({ connectionString: this.url });
    try {
      await client.connect();
      return await client.query(statement, values);
    } catch {
      return undefined;
    } finally {
      await client.end();
    }
  }
}
