import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { EmbeddedServer, ServerOptions } from './guarded-server';
import { keptPassword } from './kept-password';
import { postgresUser, reachableState } from './postgres-binaries';
import { startPostgres } from './postgres';

const run = promisify(execFile);

interface StandbyOptions extends Pick<ServerOptions, 'stateDir' | 'log'> {
  /** The first server, which was started with `replicates`, and the folder of its data. */
  readonly primary: EmbeddedServer;
  readonly primaryStateDir: string;
  /** The name of the standby, for `synchronous_standby_names`. */
  readonly name: string;
}

/**
 * Starts a second server that streams what the first server commits. npm brings no `pg_basebackup`: the files are copied between
 * `pg_backup_start` and `pg_backup_stop`, as Postgres' manual says (§25.3.4).
 */
export const startStandby = async ({
  primary,
  primaryStateDir,
  stateDir,
  name,
  log,
}: StandbyOptions): Promise<EmbeddedServer> => {
  const user = postgresUser();
  const dataOf = (state: string): string => path.join(reachableState(path.resolve(state), user), 'postgres');
  const [from, to] = [dataOf(primaryStateDir), dataOf(stateDir)];
  mkdirSync(to, { recursive: true });
  if (user) chmodSync(to, 0o755);
  const password = keptPassword(path.join(from, 'password'));
  writeFileSync(path.join(to, 'password'), password, { mode: 0o600 });
  const data = path.join(to, 'data');
  if (existsSync(data)) throw new Error(`${data} is there already`);
  const client = new Client({ connectionString: primary.url });
  await client.connect();
  try {
    await client.query(`SELECT pg_backup_start($1, true)`, [name]);
    await run('cp', ['-a', path.join(from, 'data'), data]);
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
    const { port, username } = new URL(primary.url);
    const place = (file: string, content: string): void => {
      writeFileSync(path.join(data, file), content, { mode: 0o600 });
      if (user) chownSync(path.join(data, file), user.uid, user.gid);
    };
    place('backup_label', rows[0]!.labelfile);
    place('standby.signal', '');
    place(
      'postgresql.auto.conf',
      `primary_conninfo = 'host=127.0.0.1 port=${port} user=${username} password=${password} application_name=${name}'\n`,
    );
    rmSync(path.join(data, 'postmaster.pid'), { force: true });
  } finally {
    await client.end();
  }
  return startPostgres({ stateDir, durable: true, replicates: true, ...(log && { log }) });
};
