import { readFileSync } from 'node:fs';
import { LOGINS, loginName } from '@aisha/domain';
import { Admin } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';
import type { Target } from '../target.mts';

/** It opens files of strangers, and has a login wherever the queue is. */
const APP = 'transcriber';

/** What other apps keep to themselves, and the server to its owner. */
const READS = [
  'SELECT first_name FROM bot.person',
  'SELECT payload FROM bot.telegram_update',
  'SELECT content FROM bot.delivery',
  'SELECT payload FROM billing.outbox',
  'SELECT stars FROM billing.purchase',
  'SELECT prompt FROM generator.image_generation',
  'SELECT lora_url FROM trainer.avatar',
  'SELECT rolpassword FROM pg_authid',
  'SELECT passwd FROM pg_shadow',
  `SELECT pg_read_file('/etc/passwd')`,
];
const WRITES = [
  'UPDATE billing.account SET available = available + 1',
  'UPDATE billing.credit_hold SET status = status',
  'INSERT INTO billing.entry SELECT * FROM billing.entry',
  'DELETE FROM billing.transaction',
  'INSERT INTO bot.outbox SELECT * FROM bot.outbox',
  'UPDATE bot.consent SET withdrawn_at = NULL',
];
const MAKES = [
  'CREATE TABLE public.mine (one int)',
  'CREATE TABLE transcriber.mine (one int)',
  'CREATE SCHEMA mine',
  'CREATE ROLE mine SUPERUSER',
  'ALTER ROLE CURRENT_USER SUPERUSER',
  'DROP TABLE transcriber.transcript',
  `COPY (SELECT 1) TO PROGRAM 'id'`,
];
const INSUFFICIENT_PRIVILEGE = '42501';

/** Keys of the others. */
const SECRETS = [
  'MIGRATE_DATABASE_URL',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_WEBHOOK_SECRET',
  'WEBHOOK_SECRET',
  'FAL_API_KEY',
];

export const attack: Attack = {
  about:
    'Somebody has broken into the transcriber, and tries with its login what is of others: secret columns, billing’s tables, their roles, the server; and looks for keys in its environment.',
  holds: 'Every statement is refused for want of a right, and none of the others’ keys is there.',
  isQuick: true,
  async run(target) {
    const url = target.running.apps.get(APP)!.databaseUrl!;
    const login = await Admin.connect(url);
    try {
      await login.query('SELECT FROM transcriber.transcript'); // its own, or nothing else said anything
      const tried = [...READS, ...WRITES, ...MAKES, ...becomes(target, new URL(url).username)];
      const through: string[] = [];
      for (const sql of tried) if (!(await isRefused(login, sql))) through.push(sql);
      const found = keysIn(target);
      return {
        holds: through.length === 0 && found.length === 0,
        figure: `with the login of ${APP}: ${tried.length - through.length} of ${tried.length} statements refused, ${found.length} of ${SECRETS.length} keys of others${[...through, ...found].map((what) => `; ${what}`).join('')}`,
      };
    } finally {
      await login.close();
    }
  },
};

const becomes = (target: Target, name: string): string[] => {
  const owner = new URL(target.setting('MIGRATE_DATABASE_URL')).username;
  const installation = name.slice(0, -`_${APP}`.length);
  const others = LOGINS.filter((login) => login !== APP).map((login) => loginName(installation, login));
  return [...[...others, owner].map((other) => `SET ROLE "${other}"`), `SET SESSION AUTHORIZATION "${owner}"`];
};

/** For any other reason a statement is not refused but wrong, and then this list is. */
const isRefused = (login: Admin, sql: string): Promise<boolean> =>
  login.query(sql).then(
    () => false,
    (error: { code?: string }) => error.code === INSUFFICIENT_PRIVILEGE,
  );

const keysIn = (target: Target): string[] => {
  if (process.platform !== 'linux') return []; // no other system shows a process' environment as a file
  const environment = readFileSync(`/proc/${target.processOf(APP)}/environ`, 'utf8');
  return SECRETS.filter((name) => environment.includes(target.setting(name)));
};
