import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@aisha/embedded';
import { Client } from 'pg';
import { eventually } from '../timing/eventually';
import { afterThisTest } from '../timing/after-this-test';
import { testPostgresUrl } from './addresses';

/** The PgBouncer of this machine, if any. Debian puts it in /usr/sbin, which is not on every PATH. */
const PROGRAM = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin']
  .map((directory) => path.join(directory, 'pgbouncer'))
  .find(existsSync);

/** Whether this machine has a PgBouncer. */
export const hasPgBouncer = PROGRAM !== undefined;

/** PgBouncer refuses to run as root. */
const unprivileged = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];

/**
 * A PgBouncer in transaction mode, as docs/decisions/0034 and k8s/README.md configure it, in front of the Postgres of this test run: it has
 * the same address except for the port. It lends each login at most `servers` connections per database. It ends after the test, or after the
 * file's last test.
 */
export const onPgBouncer = async ({
  servers,
  until,
}: {
  servers: number;
  until?: 'file';
}): Promise<{ port: number }> => {
  const postgres = new URL(testPostgresUrl());
  const folder = mkdtempSync(path.join(tmpdir(), 'aisha-test-pgbouncer-'));
  const port = await freePort();
  const logins = path.join(folder, 'logins');
  const settings = path.join(folder, 'settings');
  const owner = decodeURIComponent(postgres.username);
  writeFileSync(logins, `"${owner}" "${decodeURIComponent(postgres.password)}"\n`);
  writeFileSync(
    settings,
    `[databases]
* = host=${postgres.hostname} port=${postgres.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
pool_mode = transaction
default_pool_size = ${servers}
max_client_conn = 200
auth_type = scram-sha-256
auth_file = ${logins}
auth_user = ${owner}
auth_query = SELECT usename, passwd FROM pg_shadow WHERE usename = $1
`,
  );
  const pooler = spawn(PROGRAM ?? 'pgbouncer', [...unprivileged, settings], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  pooler.stderr.setEncoding('utf8').on('data', (words: string) => said.push(words));
  const ended = once(pooler, 'exit');
  afterThisTest(async () => {
    pooler.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true });
  }, until);
  const url = new URL(postgres);
  url.port = String(port);
  await eventually(async () => {
    if (pooler.exitCode !== null) throw new Error(`PgBouncer does not start: ${said.join('')}`);
    const client = new Client({ connectionString: url.href });
    await client.connect();
    await client.end();
  });
  return { port };
};
