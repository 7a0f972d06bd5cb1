import { connect, createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { LOGINS, type Login } from '@aisha/domain';
import { DatabaseAppConfig, PlatformModule } from '@aisha/platform';
import { Admin, afterThisTest, onEmptyPostgres, onPostgres, testPostgresUrl } from '@aisha/testing';
import { Client } from 'pg';
import { DatabaseModule } from './database.module';
import { migrate, migrateStarted, type MigrateOptions } from './migrate';
import { MIGRATIONS } from './migrations';

/** The owner of one database on a server, without superuser rights, as Postgres providers give it. */
const setup = async ({ createsRoles = true, createsSchemas = true } = {}) => {
  const { url } = await onEmptyPostgres();
  const admin = await Admin.connect(url);
  afterThisTest(() => admin.close());
  const database = new URL(url).pathname.slice(1);
  const installation = database.slice(-20).replace(/^\d/, 'x');
  const owner = `${installation}_owner`;
  await admin.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'owner' ${createsRoles ? 'CREATEROLE' : ''}`);
  await admin.query(`GRANT CREATE ON SCHEMA public TO ${owner}`);
  if (createsSchemas) await admin.query(`GRANT CREATE ON DATABASE ${database} TO ${owner}`);
  const as = (username: string, password: string): string => Object.assign(new URL(url), { username, password }).href;
  const run = (options: MigrateOptions = {}) => migrate(as(owner, 'owner'), { installation, ...options });
  const whoIs = async (login: Login, password: string): Promise<string> => {
    const client = new Client({ connectionString: as(`${installation}_${login}`, password) });
    try {
      await client.connect();
      return String((await client.query('SELECT current_user AS name')).rows[0]?.name);
    } catch (error) {
      return (error as Error).message;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  return { admin, database, installation, owner, run, whoIs };
};
const READY = Buffer.from('Z\0\0\0\x05I');
/** Postgres sends this to clients whose database is dropped. */
const DROPPED = 'SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0';

/** The address of a proxy to a server: a client that logs in to this database through the proxy gets DROPPED. */
const whereIsDropped = async (database: string, url: string): Promise<string> => {
  const { hostname, port } = new URL(url);
  const way = createServer((client) => {
    const server = connect(Number(port), hostname);
    client.once('data', (words) => {
      const isDropped = words.includes(`database\0${database}\0`);
      server.on('data', (answer) => {
        client.write(answer);
        if (isDropped && answer.subarray(-READY.length).equals(READY)) {
          const length = Buffer.alloc(4);
          length.writeInt32BE(length.length + DROPPED.length);
          client.end(Buffer.concat([Buffer.from('E'), length, Buffer.from(DROPPED)]));
        }
      });
    });
    client.pipe(server);
    for (const end of [client, server])
      end.on('error', () => undefined).on('close', () => [client, server].forEach((other) => other.destroy()));
  });
  await new Promise<void>((listening) => way.listen(0, '127.0.0.1', listening));
  afterThisTest(async () => void way.close());
  return Object.assign(new URL(url), { host: `127.0.0.1:${(way.address() as AddressInfo).port}` }).href;
};

/** The address of a proxy to a server that refuses the first client with this code. */
const whereFirstIsRefused = async (code: string, url: string): Promise<string> => {
  const { hostname, port } = new URL(url);
  const said = `SFATAL\0C${code}\0Mthe first one\0\0`;
  const length = Buffer.alloc(4);
  length.writeInt32BE(length.length + said.length);
  let isFirst = true;
  const way = createServer((client) => {
    client.on('error', () => undefined);
    if (isFirst) client.once('data', () => client.end(Buffer.concat([Buffer.from('E'), length, Buffer.from(said)])));
    else {
      const server = connect(Number(port), hostname).on('error', () => undefined);
      client.pipe(server).pipe(client);
    }
    isFirst = false;
  });
  await new Promise<void>((listening) => way.listen(0, '127.0.0.1', listening));
  afterThisTest(async () => void way.close());
  return Object.assign(new URL(url), { host: `127.0.0.1:${(way.address() as AddressInfo).port}` }).href;
};

const passwords = (password: string) => Object.fromEntries(LOGINS.map((login) => [login, password]));

describe('the migrations', () => {
  it('the migrations, run by an owner who is no superuser, give every app its login, and a new password when they run again', async () => {
    const { installation, run, whoIs } = await setup();

    await run({ passwords: passwords('first'), mustLogIn: true });
    for (const login of LOGINS) expect(await whoIs(login, 'first')).toBe(`${installation}_${login}`);

    await run({ passwords: { ...passwords('first'), billing: 'second' }, mustLogIn: true });
    expect(await whoIs('billing', 'first')).toContain('password authentication failed');
    expect(await whoIs('billing', 'second')).toBe(`${installation}_billing`);

    expect(await run({ mustLogIn: true })).toEqual([]);
    expect(await whoIs('bot', 'first')).toBe(`${installation}_bot`);
  });

  it('the migrations refuse logins that another database has made under the same name, unless they know the passwords', async () => {
    const { installation, run, whoIs } = await setup();
    await run({ passwords: passwords('first') });
    const { url } = await onEmptyPostgres();
    const another = (password: string) => migrate(url, { installation, passwords: passwords(password) });

    await expect(another('second')).rejects.toThrow(
      /^The login \w+_bot is that of the database \w+, with another password/,
    );
    expect(await whoIs('bot', 'first')).toBe(`${installation}_bot`);
    await another('first');
    expect(await whoIs('bot', 'first')).toBe(`${installation}_bot`);
  });

  it('the migrations go on when the database of another installation is dropped while they check who owns the logins', async () => {
    const { database, installation, run } = await setup();
    await run({ passwords: passwords('first') });
    const { url } = await onEmptyPostgres();

    const ran = await migrate(await whereIsDropped(database, url), { installation, passwords: passwords('first') });

    expect(ran).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it('the migrations wait for a Postgres that starts up, and for nothing else', async () => {
    const { installation } = await setup();
    const { url } = await onEmptyPostgres();
    const options = { installation, passwords: passwords('first') };

    await expect(migrateStarted(await whereFirstIsRefused('53300', url), options)).rejects.toMatchObject({
      code: '53300',
    });
    const ran = await migrateStarted(await whereFirstIsRefused('57P03', url), options);

    expect(ran).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it('the migrations take back settings that a login has made for its later sessions', async () => {
    const { admin, database, installation, run } = await setup();
    await run({ passwords: passwords('word') });
    const settings = () =>
      admin.query(
        `SELECT setdatabase <> 0 AS here, setconfig FROM pg_db_role_setting JOIN pg_roles ON pg_roles.oid = setrole
         WHERE rolname = $1 ORDER BY 1`,
        [`${installation}_bot`],
      );
    const given = await settings();
    expect(given).toEqual([{ here: false, setconfig: expect.arrayContaining(['statement_timeout=10000']) }]);
    const own = new Client({
      connectionString: `postgres://${installation}_bot:word@${new URL(testPostgresUrl()).host}/${database}`,
    });
    await own.connect();
    await own.query(`ALTER ROLE ${installation}_bot SET statement_timeout = 0`);
    await own.query(`ALTER ROLE ${installation}_bot SET work_mem = '1GB'`);
    await own.query(`ALTER ROLE ${installation}_bot IN DATABASE ${database} SET default_transaction_read_only = on`);
    await own.end();
    expect(await settings()).toHaveLength(2);

    await run();

    expect(await settings()).toEqual(given);
  });

  it('the migrations close the database to other logins, and let no app’s login make temporary tables there', async () => {
    const { admin, database, installation, owner, run } = await setup();
    await admin.query(`ALTER DATABASE ${database} OWNER TO ${owner}`);
    await run({ passwords: passwords('word') });
    await admin.query(`CREATE ROLE ${installation}_stranger`);
    const mayOf = async (name: string) =>
      (
        await admin.query(
          `SELECT has_database_privilege($1, current_database(), 'CONNECT') AS connect,
                  has_database_privilege($1, current_database(), 'TEMPORARY') AS temporary`,
          [name],
        )
      )[0];

    expect(await mayOf(`${installation}_stranger`)).toEqual({ connect: false, temporary: false });
    for (const login of LOGINS)
      expect(await mayOf(`${installation}_${login}`)).toEqual({ connect: true, temporary: false });
  });

  it('the migrations keep Postgres’ verifier of an unchanged password, so that a pooler that has read the verifier can still use it', async () => {
    const { admin, installation, run } = await setup();
    const kept = () =>
      admin.query<{ of: string; is: string }>(
        `SELECT rolname AS of, rolpassword AS is FROM pg_authid WHERE rolname LIKE $1 AND rolcanlogin ORDER BY 1`,
        [`${installation}\\_%`],
      );
    await run({ passwords: passwords('first') });
    const before = await kept();

    await run({ passwords: { ...passwords('first'), billing: 'second' } });

    const changed = (await kept()).filter(({ is }, at) => is !== before[at]!.is);
    expect(changed).toEqual([{ of: `${installation}_billing`, is: expect.stringMatching(/^SCRAM-SHA-256\$4096:/) }]);
  });

  it('the migrations take back rights that an earlier release granted', async () => {
    const { admin, installation, run } = await setup();
    await run();
    await admin.query(`GRANT SELECT (segments), DELETE ON transcriber.piece TO ${installation}_bot`);

    await run();

    const [right] = await admin.query(
      `SELECT has_any_column_privilege($1, 'transcriber.piece', 'SELECT') OR has_table_privilege($1, 'transcriber.piece', 'DELETE') AS any`,
      [`${installation}_bot`],
    );
    expect(right).toEqual({ any: false });
  });

  it('the migrations name each app that could not log in afterwards, and change nothing', async () => {
    const { admin, run } = await setup();

    await expect(run({ passwords: { bot: 'one', trainer: 'two' }, mustLogIn: true })).rejects.toThrow(
      /DATABASE_PASSWORD_GENERATOR: .*; DATABASE_PASSWORD_TRANSCRIBER: .*; DATABASE_PASSWORD_ENHANCER: .*; DATABASE_PASSWORD_BILLING: .*; DATABASE_PASSWORD_CONSOLE: .*; DATABASE_PASSWORD_API: .*_api has a password$/,
    );
    expect(await admin.query(`SELECT to_regnamespace('billing') AS schema`)).toEqual([{ schema: null }]);
  });

  it('the migrations name the right that an owner lacks, and the statement that grants it', async () => {
    const { admin, database, owner, run } = await setup({ createsRoles: false, createsSchemas: false });
    const remedies = [`ALTER ROLE ${owner} CREATEROLE;`, `GRANT CREATE ON DATABASE ${database} TO ${owner};`];

    await expect(run()).rejects.toThrow(remedies.join(' '));
    for (const remedy of remedies) await admin.query(remedy);

    expect((await run()).length).toBeGreaterThan(0);
  });

  it('the migrations refuse a login that another owner has made', async () => {
    const { admin, installation, run } = await setup();
    await admin.query(`CREATE ROLE ${installation}_bot LOGIN PASSWORD 'theirs'`);

    await expect(run({ passwords: { bot: 'ours' } })).rejects.toThrow(/_bot was made by another owner/);
  });
});

class Config extends DatabaseAppConfig {
  override LOG_LEVEL = 'silent' as const;
}

describe('an app', () => {
  const start = async (url: string): Promise<void> => {
    process.env['DATABASE_URL'] = url;
    class AppModule {}
    Module({ imports: [PlatformModule.forApp('billing', Config), DatabaseModule.forSchema('billing', Config)] })(
      AppModule,
    );
    const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
    await app.close();
  };

  it('an app starts with a login of its own', async () => {
    const { urlOf } = await onPostgres('billing');

    await start(urlOf('billing'));
  });

  it('an app does not start with the login of a superuser, of the owner or of another app, nor with a login that can become another', async () => {
    const { admin, adminUrl, urlOf } = await onPostgres('billing');
    const refusal = (url: string): Promise<string> =>
      start(url).then(
        () => 'started',
        (error: Error) => error.message,
      );
    expect(await refusal(adminUrl)).toMatch(/logs in as aisha, which is a superuser\..* own login is aisha_billing/);
    expect(await refusal(urlOf('bot'))).toContain('as aisha_bot, which may not write the tables of this app');
    expect(await refusal(urlOf('receiver'))).toContain('as aisha_receiver, which may not write');

    const name = `member_${new URL(adminUrl).pathname.slice(-16)}`;
    const url = Object.assign(new URL(adminUrl), { username: name, password: 'member' }).href;
    await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'member' IN ROLE aisha_billing`);
    try {
      expect(await refusal(url)).toContain('is a member of aisha_billing');
      await admin.query(`REVOKE aisha_billing FROM ${name}`);
      await admin.query(`ALTER SCHEMA billing OWNER TO ${name}`);
      expect(await refusal(url)).toContain('owns the tables');
    } finally {
      await admin.query(`ALTER SCHEMA billing OWNER TO CURRENT_USER`);
      await admin.query(`DROP ROLE ${name}`);
    }
  });
});
