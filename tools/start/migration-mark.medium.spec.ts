import { migrate } from '@aisha/database';
import { scratchDirectory, startPostgres, type EmbeddedServer } from '@aisha/embedded';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Environment } from './environment.mts';
import { MigrationMark } from './migration-mark.mts';

let server: EmbeddedServer;
beforeAll(async () => {
  server = await startPostgres({ stateDir: scratchDirectory('aisha-mark-'), durable: false });
  await migrate(server.url);
});
afterAll(() => server.stop());

const markOf = (env: Environment = {}, program = __filename): MigrationMark =>
  new MigrationMark({ MIGRATE_DATABASE_URL: server.url, ...env }, program);

const sql = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(statement);
  await client.end();
};

describe('the mark in a database that is up to date', () => {
  it.each([
    ['the password of a login', `ALTER ROLE aisha_bot PASSWORD 'another'`],
    ['a setting of a login', 'ALTER ROLE aisha_bot SET search_path = elsewhere'],
    ['who may log in', 'ALTER ROLE aisha_bot LOGIN'],
    ['the members of a role', 'GRANT aisha_billing TO aisha_bot'],
    ['the rights on the database', 'GRANT CREATE ON DATABASE aisha TO aisha_bot'],
    ['the rights on a schema', 'GRANT CREATE ON SCHEMA billing TO aisha_bot'],
    ['the rights on a table', 'GRANT DELETE ON billing.account TO aisha_bot'],
    ['the rights on a column', 'GRANT UPDATE (held) ON billing.account TO aisha_bot'],
    ['the rights on functions', 'REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq FROM aisha_bot, PUBLIC'],
    ['whose rights a function has', 'ALTER FUNCTION bot.delivery_changed() SECURITY DEFINER'],
    ['the rights on tables to come', 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO aisha_bot'],
    ['which migrations ran', `INSERT INTO aisha_migration (timestamp, name) VALUES (1, 'Another1')`],
    ['which logins there are', 'DROP OWNED BY aisha_console; DROP ROLE aisha_console'],
  ])('the mark fits no longer when something has changed: %s', async (_what, statement) => {
    const mark = markOf();
    await mark.set();
    expect(await mark.isThere()).toBe(true);

    await sql(statement);
    expect(await mark.isThere()).toBe(false);
  });

  it('the mark fits neither other passwords, nor another installation, nor another program', async () => {
    await markOf().set();
    const others = [
      markOf({ DATABASE_PASSWORD_BOT: 'another' }),
      markOf({ INSTALLATION: 'another' }),
      markOf({}, `${__dirname}/launch.mts`),
    ];

    expect(await Promise.all(others.map((other) => other.isThere()))).toEqual([false, false, false]);
    expect(await markOf({ LANG: 'C' }).isThere()).toBe(true);
  });

  it('a database that cannot be asked has no mark', async () => {
    expect(await markOf({ MIGRATE_DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' }).isThere()).toBe(false);
  });
});
