import { describe, expect, it } from '@jest/globals';
import { LOGINS } from '@aisha/domain';
import { SHOWN_OF_KINDS } from '@aisha/kinds/tables';
import { afterThisTest, onPostgres, type PostgresHarness } from '@aisha/testing';
import { Client } from 'pg';
import type { Database } from './connection/database';
import { SCHEMAS, type Schema } from './connection/schemas';

interface Table {
  readonly schema: Schema;
  readonly name: string;
  readonly column: string;
}

const tablesOf = ({ admin }: PostgresHarness): Promise<Table[]> =>
  admin.query<Table>(
    `SELECT table_schema AS schema, table_schema || '.' || quote_ident(table_name) AS name, min(quote_ident(column_name)) AS column
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = ANY ($1) AND table_type = 'BASE TABLE' GROUP BY table_schema, table_name ORDER BY 2`,
    [SCHEMAS],
  );

const outcome = (database: Database, sql: string): Promise<string> =>
  database
    .transaction((tx) => tx.query(sql))
    .then(
      () => 'done',
      (error: Error) => (/^permission denied/.test(error.message) ? 'permission denied' : error.message),
    );

/** The three ways to write. None of them finds a row: Postgres checks the right to write before it looks for rows. */
const writesTo = ({ name, column }: Table): string[] => [
  `INSERT INTO ${name} (${column}) SELECT ${column} FROM ${name} WHERE false`,
  `UPDATE ${name} SET ${column} = ${column} WHERE false`,
  `DELETE FROM ${name} WHERE false`,
];

/** Whether a table holds what operators set for queues; the desk writes it (decision 218). */
const isQueueSetting = ({ name }: Table): boolean => name.endsWith('.queue_setting');

describe('a table has one writer', () => {
  it.each(SCHEMAS)('%s reads all its own tables and writes to no table of another app', async (role) => {
    const postgres = await onPostgres(role);
    const tables = await tablesOf(postgres);
    expect(new Set(tables.map(({ schema }) => schema))).toEqual(new Set(SCHEMAS));
    const refusals: string[] = [];
    for (const table of tables) {
      if (table.schema === role) {
        expect([table.name, await outcome(postgres.database, `SELECT * FROM ${table.name} LIMIT 1`)]).toEqual([
          table.name,
          'done',
        ]);
      } else if (!(role === 'console' && isQueueSetting(table)))
        for (const write of writesTo(table)) refusals.push(await outcome(postgres.database, write));
    }

    expect(new Set(refusals)).toEqual(new Set(['permission denied']));
    // The app may not write any single column of the table either.
    const written = await postgres.database.read.query(
      `SELECT name FROM unnest($1::text[]) AS name
       WHERE has_any_column_privilege(name, 'INSERT, UPDATE') OR has_table_privilege(name, 'DELETE, TRUNCATE, TRIGGER')`,
      [
        tables
          .filter((table) => table.schema !== role && !(role === 'console' && isQueueSetting(table)))
          .map(({ name }) => name),
      ],
    );
    expect(written).toEqual([]);
  });

  it.each(['entry', 'transaction', 'purchase', 'refund', 'price'])(
    'rows about credits are added, but never changed or removed, not even by billing: %s',
    async (table) => {
      const { database } = await onPostgres('billing');

      const asked = await database.read.query<Record<string, boolean>[]>(
        `SELECT privilege, has_any_column_privilege($1, privilege) AS granted FROM unnest(ARRAY['INSERT', 'UPDATE']) AS privilege
         UNION ALL SELECT 'DELETE', has_table_privilege($1, 'DELETE') OR has_table_privilege($1, 'TRUNCATE')`,
        [`billing.${table}`],
      );
      expect(asked).toEqual([
        { privilege: 'INSERT', granted: true },
        { privilege: 'UPDATE', granted: false },
        { privilege: 'DELETE', granted: false },
      ]);
      expect(await outcome(database, `DELETE FROM billing.${table} WHERE false`)).toBe('permission denied');
    },
  );

  it('the desk sets how the queues of every app work, and cannot remove what it has set', async () => {
    const { database } = await onPostgres('console');
    for (const schema of SCHEMAS) {
      const table = { schema, name: `${schema}.queue_setting`, column: 'queue' };
      const outcomes: string[] = [];
      for (const write of writesTo(table)) outcomes.push(await outcome(database, write));
      expect([schema, ...outcomes]).toEqual([schema, 'done', 'done', 'permission denied']);
    }
  });

  it.each(SCHEMAS.filter((schema) => schema !== 'console'))('%s cannot set how its own queues work', async (role) => {
    const { database } = await onPostgres(role);
    const table = { schema: role, name: `${role}.queue_setting`, column: 'queue' };

    for (const write of writesTo(table)) expect(await outcome(database, write)).toBe('permission denied');
  });

  it('billing removes no account and no hold', async () => {
    const { database } = await onPostgres('billing');
    for (const name of ['billing.account', 'billing.credit_hold'])
      expect(await outcome(database, `DELETE FROM ${name} WHERE false`)).toBe('permission denied');
  });
});

describe('an app reads of other apps’ tables only what it needs', () => {
  it.each(SCHEMAS)('%s reads the messages that are addressed to it, changes none, and reads no other', async (role) => {
    const { database } = await onPostgres(role);
    for (const sender of SCHEMAS)
      for (const receiver of SCHEMAS) {
        const view = `${sender}.outbox_to_${receiver}`;
        const read = await outcome(database, `SELECT payload FROM ${view} LIMIT 1`);
        expect([view, read]).toEqual([view, receiver === role ? 'done' : 'permission denied']);
        expect(await outcome(database, `DELETE FROM ${view} WHERE false`)).toBe('permission denied');
      }
  });

  it.each([
    ['transcriber', 'SELECT payload FROM bot.telegram_update'],
    ['trainer', 'SELECT content FROM transcriber.transcript'],
    ['billing', 'SELECT prompt FROM generator.image_generation'],
    ['billing', 'SELECT first_name FROM bot.person'],
    ['generator', 'SELECT payload FROM billing.outbox'],
    ['bot', 'SELECT payload FROM trainer.handled, trainer.outbox'],
    ['bot', 'SELECT lora_url FROM trainer.avatar'],
    ['bot', 'SELECT dataset_url FROM trainer.training'],
    ['bot', 'SELECT embedding FROM trainer.avatar_photo'],
    ['bot', 'SELECT url FROM generator.lora_upload'],
    ['bot', 'SELECT source_url FROM generator.upscale'],
    ['bot', 'SELECT source_url FROM enhancer.enhancement'],
    ['generator', 'SELECT original_path FROM enhancer.enhancement'],
    ['console', 'SELECT prompt FROM generator.image_generation'],
    ['console', 'SELECT content FROM bot.delivery'],
    ['console', 'SELECT payload FROM bot.dead_letter'],
  ] as [Schema, string][])(
    'an app reads only the columns of others that it needs: %s is refused %s',
    async (role, sql) => {
      const { database } = await onPostgres(role);

      expect(await outcome(database, sql)).toBe('permission denied');
    },
  );
});

/** Columns with people's words, files and addresses, or with messages to an app. */
const PRIVATE = [
  ...['payload', 'content', 'draft', 'payer', 'first_name', 'username', 'name', 'prompt', 'enhanced_prompt'],
  ...['prompt_stages', 'prompt_in_english', 'segments', 'speakers', 'title', 'points', 'template'],
  ...[
    'incoming',
    'file_path',
    'original_path',
    'comparison_path',
    'audio_file_path',
    'document_path',
    'lora_url',
    'dataset_url',
    'source_url',
    'url',
  ],
  ...['text', 'sound_path', 'voice_path', 'mp3_path'],
  ...['question', 'answer'],
];

/**
 * Whether a kind of order says in its folder that the gateway shows the column. An address that works without a key may
 * not be shown.
 */
const isShownOfAKind = (table: string, column: string): boolean =>
  !column.endsWith('url') &&
  SHOWN_OF_KINDS.some((shown) => {
    const [, name, columns] = /^(\S+)(?: \((.*)\))?$/.exec(shown)!;
    return name === table && (columns?.split(', ').includes(column) ?? true);
  });

it('an app may read the private columns of other apps that are listed here, and no others', async () => {
  const { admin } = await onPostgres('bot');

  const read = await admin.query<{ app: string; table: string; column: string }>(
    `SELECT app, table_schema || '.' || table_name AS table, column_name AS column
       FROM information_schema.columns, unnest($1::text[]) AS app
      WHERE table_schema = ANY ($1) AND table_schema <> app AND column_name = ANY ($2) AND table_name NOT LIKE 'outbox\\_to\\_%'
        AND has_column_privilege('aisha_' || app, quote_ident(table_schema) || '.' || quote_ident(table_name), column_name, 'SELECT')
      ORDER BY 1, 2, 3`,
    [SCHEMAS, PRIVATE],
  );
  const others = read.filter(
    ({ app, table, column }) => !((app === 'bot' || app === 'api') && isShownOfAKind(table, column)),
  );
  expect(others.map(({ app, table, column }) => `${app}: ${table}.${column}`)).toEqual([
    'api: trainer.avatar.name',
    'billing: bot.star_transaction.payer',
    'billing: bot.star_transaction.payload',
    'bot: api.api_key.name',
    'bot: trainer.avatar.name',
    'bot: trainer.avatar_photo.file_path',
    'console: billing.measurement.name',
    'console: bot.broadcast.content',
    'console: bot.measurement.name',
    'console: bot.person.first_name',
    'console: bot.person.username',
    'generator: trainer.avatar.lora_url',
    'generator: trainer.avatar.name',
    'generator: trainer.avatar_photo.file_path',
  ]);
});

describe('a login', () => {
  it.each(LOGINS)('%s is no superuser, cannot become another login and runs nothing on the server', async (login) => {
    const { urlOf } = await onPostgres('bot');
    const client = new Client({ connectionString: urlOf(login) });
    await client.connect();
    afterThisTest(() => client.end());
    const asked = (sql: string): Promise<string> =>
      client.query(sql).then(
        () => 'done',
        (error: Error) => error.message,
      );

    for (const other of LOGINS.filter((one) => one !== login))
      expect(await asked(`SET ROLE aisha_${other}`)).toContain('permission denied');
    await client.query('RESET ROLE');
    expect((await client.query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).rows).toEqual([
      { rolsuper: false },
    ]);
    for (const sql of [
      `COPY (SELECT 1) TO PROGRAM 'id'`,
      'CREATE TABLE public.mine (one int)',
      'CREATE ROLE another',
      'DROP TABLE billing.entry',
      'ALTER TABLE bullmq.migration ADD one int',
      'DELETE FROM bullmq.migration',
    ])
      expect(await asked(sql)).toMatch(/permission denied|must be owner/);
  });

  it('a login cannot make the queue run the login’s own code with the rights of the owner', async () => {
    const { urlOf, admin } = await onPostgres('bot');
    const client = new Client({ connectionString: urlOf('receiver') });
    await client.connect();
    afterThisTest(() => client.end());
    // Unless a path names `pg_temp` last, a temporary table comes before another of the same name.
    for (const table of ['job', 'event'])
      await client.query(`
        CREATE FUNCTION pg_temp.rises_by_${table}() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN RAISE EXCEPTION ''it runs as %'', current_user; END';
        CREATE TEMP TABLE ${table} (LIKE bullmq.${table} INCLUDING INDEXES);
        CREATE TRIGGER rises BEFORE INSERT ON pg_temp.${table} EXECUTE FUNCTION pg_temp.rises_by_${table}();
        GRANT ALL ON pg_temp.${table} TO public`);
    const lent = await admin.query<{ call: string }>(
      `SELECT format('SELECT %s(%s)', oid::regproc, CASE pronargs WHEN 1 THEN '''mine''' ELSE '''mine'', ''[{"id": "1", "name": "job"}]''' END) AS call
       FROM pg_proc WHERE pronamespace = 'bullmq'::regnamespace AND prosecdef`,
    );

    expect(lent).not.toEqual([]);
    for (const { call } of lent) await client.query(call);
    expect(await admin.query('SELECT id FROM bullmq.job')).toEqual([{ id: '1' }]);
  });

  it('only two functions of the queue run with their owner’s rights: a release of BullMQ that brings a third one fails this test', async () => {
    const { admin } = await onPostgres('bot');

    expect(
      await admin.query(
        `SELECT proname AS name FROM pg_proc WHERE prosecdef AND pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) ORDER BY 1`,
      ),
    ).toEqual([{ name: 'add_jobs_bulk_unlocked' }, { name: 'next_job_id' }]);
  });

  it('the receiver reaches the queue and no table of the product', async () => {
    const { urlOf, admin } = await onPostgres('bot');
    const client = new Client({ connectionString: urlOf('receiver') });
    await client.connect();
    afterThisTest(() => client.end());

    await client.query('SELECT FROM bullmq.migration');
    const rights = await admin.query(
      `SELECT table_schema, table_name FROM information_schema.role_table_grants
       WHERE grantee = 'aisha_receiver' AND table_schema <> 'bullmq'`,
    );
    expect(rights).toEqual([]);
  });

  it('a session of a login has time limits and one search path', async () => {
    const { database } = await onPostgres('billing');
    const ask = async (name: string): Promise<unknown> => {
      const [row] = (await database.read.query(`SELECT current_setting($1) AS value`, [name])) as [{ value: string }];
      return row.value;
    };

    expect(await ask('statement_timeout')).toBe('10s');
    expect(await ask('idle_in_transaction_session_timeout')).toBe('10s');
    expect(await ask('tcp_keepalives_idle')).toBe('10');
    expect(await ask('search_path')).toBe('public');
  });
});
