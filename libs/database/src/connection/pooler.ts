import type { Client, QueryResult } from 'pg';

type Ask = (text: string) => Promise<QueryResult<{ pid: number }>>;

/**
 * Whether the connection leads directly to the process that answers. A pooler lends processes of Postgres to its
 * clients, so a session may keep nothing there (docs/decisions/0034-behind-pgbouncer.md).
 */
export async function isDirect(client: Client, ask: Ask = (text) => client.query(text)): Promise<boolean> {
  const { rows } = await ask('SELECT pg_backend_pid() AS pid');
  // The id of the process that the other end named when the session began; pg's types do not declare this field.
  return rows[0]?.pid === (client as unknown as { processID: number | null }).processID;
}

/**
 * Throws if the owner's address leads to a pooler: a lock that a session takes would stay with a process of Postgres that the pooler lends
 * to others.
 */
export async function refuseLentSession(client: Client): Promise<void> {
  if (await isDirect(client)) return;
  throw new Error(
    'MIGRATE_DATABASE_URL leads to a pooler: let it lead to Postgres itself (docs/decisions/0034-behind-pgbouncer.md)',
  );
}
