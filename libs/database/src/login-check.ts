import { loginName, type Login as AppLogin } from '@aisha/domain';
import type { QUEUE_SCHEMA } from './grants';
import type { Schema } from './connection/schemas';

/** What shows whether a login has the rights of one app; `ownsSchema` and `writesSchema` are null where the migrations have not run. */
interface Login {
  readonly name: string;
  readonly isSuperuser: boolean;
  readonly makesLogins: boolean;
  readonly mayBecome: string[];
  readonly ownsSchema: boolean | null;
  readonly writesSchema: boolean | null;
}

const LOGIN = `
  SELECT rolname AS name, rolsuper AS "isSuperuser", rolcreaterole AS "makesLogins",
         ARRAY(SELECT roleid::regrole::text FROM pg_auth_members WHERE member = login.oid) AS "mayBecome",
         (SELECT pg_has_role(nspowner, 'MEMBER') FROM pg_namespace WHERE nspname = $1) AS "ownsSchema",
         has_schema_privilege(to_regnamespace($1), 'USAGE')
           AND has_table_privilege(to_regclass($1 || '.outbox'), 'INSERT') AS "writesSchema"
  FROM pg_roles login WHERE rolname = current_user`;

type Query = (statement: string, parameters: unknown[]) => Promise<unknown>;

interface ExpectedLogin {
  readonly login: AppLogin;
  readonly installation: string;
  /** The schema that the app uses and must not own: its own, or the queue's. */
  readonly schema: Schema | typeof QUEUE_SCHEMA;
}

/**
 * Throws if the connection's login has more rights than the app's own login, or lacks rights that the app needs. So a stolen login has the
 * rights of one app, and no more.
 */
export async function refuseWrongLogin(query: Query, { login, installation, schema }: ExpectedLogin): Promise<void> {
  const [found] = (await query(LOGIN, [schema])) as [Login];
  const trouble = troubleWith(found);
  if (trouble === undefined) return;
  throw new Error(
    `DATABASE_URL logs in as ${found.name}, which ${trouble}. This app's own login is ${loginName(installation, login)}: the migrations ` +
      'make it, with the password of their environment (docs/decisions/0031-a-login-and-an-environment-per-app.md).',
  );
}

const troubleWith = (login: Login): string | undefined => {
  if (login.isSuperuser) return 'is a superuser';
  if (login.makesLogins) return 'may make logins';
  if (login.ownsSchema === true) return 'owns the tables';
  if (login.mayBecome.length > 0) return `is a member of ${login.mayBecome.join(' and ')}`;
  if (login.writesSchema === false) return 'may not write the tables of this app';
  return undefined;
};
