import { APP_LOGINS, LOGINS, loginName, type Login } from '@aisha/domain';
import { RECEIVER_SCHEMAS } from '@aisha/messaging';
import { Admin } from '@aisha/testing/fixtures';
import type { Target } from '../target.mts';
import { tryAll, type Attempt, type Tried } from './attempt.mts';

/** Secrets that few logins may read, each with those logins: the app that owns it, and apps that show or use it. */
const SECRETS: readonly (readonly [sql: string, ...readers: Login[]])[] = [
  ['SELECT first_name FROM bot.person', 'bot', 'console'], // operators find people by their names
  ['SELECT payload FROM bot.telegram_update', 'bot'],
  ['SELECT content FROM bot.delivery', 'bot'],
  ['SELECT draft FROM bot.draft', 'bot'],
  ['SELECT stars FROM billing.purchase', 'billing', 'bot', 'console'],
  ['SELECT lora_url FROM trainer.avatar', 'trainer', 'generator'],
  ['SELECT embedding FROM trainer.avatar_photo', 'trainer'],
  ['SELECT prompt FROM generator.image_generation', 'generator', 'bot'],
  ...Object.values(RECEIVER_SCHEMAS).map((schema) => [`SELECT payload FROM ${schema}.outbox`, schema] as const),
];
/** Rights that belong to the server's administrator alone. */
const OF_THE_SERVER = [
  'SELECT rolpassword FROM pg_authid',
  'SELECT passwd FROM pg_shadow',
  `SELECT pg_read_file('/etc/passwd')`,
  'CREATE TABLE public.mine (one int)',
  'CREATE SCHEMA mine',
  'CREATE ROLE mine SUPERUSER',
  'ALTER ROLE CURRENT_USER SUPERUSER',
  `COPY (SELECT 1) TO PROGRAM 'id'`,
];
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Attacks with one app's login: writes every table of the other apps, reads their secrets, and takes their roles and
 * the server's rights.
 */
export async function tryInPostgres(target: Target, app: keyof typeof APP_LOGINS, url: string): Promise<Tried> {
  const own = APP_LOGINS[app];
  const login = await Admin.connect(url);
  try {
    const tables = await target.admin.query<{ name: string; column: string; type: string }>(
      `SELECT DISTINCT ON (nspname, relname) nspname || '.' || relname AS name, attname AS column, format_type(atttypid, atttypmod) AS type
       FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace JOIN pg_attribute ON attrelid = pg_class.oid
       WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped AND attidentity = '' AND attgenerated = ''
         AND nspname = ANY ($1) AND nspname <> $2
       ORDER BY nspname, relname, attnum`,
      [LOGINS, own],
    );
    // The desk may write the queue settings of every app, because it pauses queues (decision 218). Only its attempt to delete such a setting
    // is made.
    const mayWrite = (name: string) => app === 'console' && name.endsWith('.queue_setting');
    // Postgres checks the rights before it looks for rows, so the statements change nothing even when they are allowed.
    const writes = tables.flatMap(({ name, column, type }) => [
      `DELETE FROM ${name} WHERE false`,
      ...(mayWrite(name)
        ? []
        : [
            `UPDATE ${name} SET "${column}" = NULL WHERE false`,
            `INSERT INTO ${name} ("${column}") SELECT NULL::${type} WHERE false`,
          ]),
    ]);
    const reads = SECRETS.flatMap(([sql, ...readers]) => (readers.includes(own) ? [] : [sql]));
    const statements = [...reads, ...writes, ...OF_THE_SERVER, ...becomes(target, new URL(url).username, own)];
    const attempts = statements.map((sql): Attempt => ({ what: sql, run: () => login.query(sql) }));
    return await tryAll(attempts, (error) => (error as { code?: string }).code === INSUFFICIENT_PRIVILEGE);
  } finally {
    await login.close();
  }
}

const becomes = (target: Target, name: string, own: Login): string[] => {
  const owner = new URL(target.setting('MIGRATE_DATABASE_URL')).username;
  const installation = name.slice(0, -`_${own}`.length);
  const others = LOGINS.filter((login) => login !== own && login !== 'receiver');
  return [
    ...[...others.map((login) => loginName(installation, login)), owner].map((other) => `SET ROLE "${other}"`),
    `SET SESSION AUTHORIZATION "${owner}"`,
  ];
};
