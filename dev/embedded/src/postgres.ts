import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort, isFree } from './free-port';
import { startGuarded, type EmbeddedServer, type GuardedServer, type ServerOptions } from './guarded-server';
import { keptPassword } from './kept-password';
import { postgresBinaries, postgresUser, reachableState, type UnprivilegedUser } from './postgres-binaries';

const run = promisify(execFile);

/** The superuser of our clusters; their database has the same name. */
const OWNER = 'aisha';
const DATABASE = 'aisha';
const READY_WITHIN_MS = 20_000;
/** The code with which Postgres refuses a connection while it starts up. */
const STARTS_UP = '57P03';
/**
 * How long to wait before Postgres is started again. After a crash the old server's children hold its shared memory for a while: 1.5 s
 * measured, more on a busy machine.
 */
const RETRY_AFTER_MS = 500;
/** The most connections of a server: the product has eight processes with two pools each, and a test run has more workers than that. */
const MAX_CONNECTIONS = { durable: 200, throwaway: 300 };

interface Cluster {
  bin: string;
  data: string;
  password: string;
  user: UnprivilegedUser | undefined;
}

/**
 * Makes the cluster in a directory beside its final one, so that an interrupted start leaves no partial cluster there.
 */
const createCluster = async ({ bin, data, password, user }: Cluster, durable: boolean): Promise<void> => {
  const unfinished = `${data}.new`;
  const passwordFile = `${data}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const place of [unfinished, passwordFile]) chownSync(place, user.uid, user.gid);
  const options = [
    '-D',
    unfinished,
    '-U',
    OWNER,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
    // This locale sorts by bytes as C does, and knows that «М» is the capital of «м»: with C a search for «Море» would not find «море».
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    // Tests log in thousands of times: the usual 4096 rounds of hashing protect nothing there, nor do checksums of pages in memory.
    ...(durable ? [] : ['-c', 'scram_iterations=1', '--no-data-checksums']),
  ];
  try {
    await run(path.join(bin, 'initdb'), options, { ...user, cwd: '/' });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, data);
};

/** Stops a server that outlived its starter and its guard, because it still owns the data. */
const stopOrphan = async ({ bin, data, user }: Cluster, log: (line: string) => void): Promise<void> => {
  if (!existsSync(path.join(data, 'postmaster.pid'))) return;
  try {
    await run(path.join(bin, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w', '-t', '20'], { ...user, cwd: '/' });
    log('stopped the server of an earlier run');
  } catch {
    log('ignored the lock of an earlier run'); // no server runs there: Postgres recovers by itself
  }
};

/** Settings under which standbys can stream from the server. */
const REPLICATES = { wal_level: 'replica', max_wal_senders: '4', wal_keep_size: '64MB', hot_standby: 'on' };

const serverOptions = (durable: boolean, replicates: boolean): Record<string, string> => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // everyone connects over TCP, and a socket's path has a length limit
  shared_buffers: '64MB',
  io_method: 'sync', // no I/O worker processes
  wal_level: 'minimal', // no replica reads from it
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  ...(replicates ? REPLICATES : {}),
  max_connections: String(durable ? MAX_CONNECTIONS.durable : MAX_CONNECTIONS.throwaway),
  ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
});

const ensureDatabase = async (url: (database: string) => string): Promise<void> => {
  const client = new Client({ connectionString: url('postgres'), connectionTimeoutMillis: 2_000 });
  client.on('error', () => {}); // errors of a server that stops while we ask: the loop tries again
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end().catch(() => {});
  }
};

/**
 * Waits until the server answers. False when the server ended instead; another start may help then. Throws when it has not answered in
 * time. Time does not count while the server says that it starts up: after a crash it applies its log, and if it were stopped then, the next
 * start would apply the log from the beginning.
 */
export const answers = async (
  server: Pick<GuardedServer, 'exited' | 'stop'>,
  url: (database: string) => string,
  withinMs = READY_WITHIN_MS,
): Promise<boolean> => {
  let ended = false;
  void server.exited.then(() => (ended = true));
  for (let deadline = Date.now() + withinMs; ;) {
    try {
      await ensureDatabase(url);
      return true;
    } catch (error) {
      if (ended) return false;
      if ((error as { code?: string }).code === STARTS_UP) deadline = Date.now() + withinMs;
      if (Date.now() > deadline) {
        await server.stop();
        throw error;
      }
      await delay(25);
    }
  }
};

interface PostgresServerOptions extends ServerOptions {
  /** Whether standbys can stream from the server. */
  readonly replicates?: boolean;
  /** Called with the address before the server starts, once its data is made; called again if the server has to take another port. */
  readonly onAddress?: (url: string) => void;
}

/**
 * Starts the Postgres that npm installed, on 127.0.0.1, with a password of its own for each state directory. It stops
 * with this process, even by kill -9. It also works as root, and from a private home directory. Throws when the machine
 * has no binaries for it.
 */
export const startPostgres = async ({
  stateDir,
  port,
  durable,
  replicates = false,
  onAddress,
  log = () => {},
}: PostgresServerOptions): Promise<EmbeddedServer> => {
  const user = postgresUser();
  const state = reachableState(path.resolve(stateDir), user);
  const home = path.join(state, 'postgres');
  mkdirSync(home, { recursive: true });
  if (user) chmodSync(home, 0o755);
  const password = keptPassword(path.join(home, 'password'));
  const cluster: Cluster = { bin: postgresBinaries(user), data: path.join(home, 'data'), password, user };
  const urlAt =
    (port: number) =>
    (database: string): string =>
      `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`;
  const choose = async (): Promise<number> => {
    const one = port ?? (await freePort());
    onAddress?.(urlAt(one)(DATABASE));
    return one;
  };
  if (existsSync(cluster.data)) await stopOrphan(cluster, log);
  else await createCluster(cluster, durable);

  let chosen = await choose();
  for (const deadline = Date.now() + READY_WITHIN_MS; ;) {
    const settings = Object.entries(serverOptions(durable, replicates)).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const server = await startGuarded(
      {
        command: path.join(cluster.bin, 'postgres'),
        args: ['-D', cluster.data, '-p', String(chosen), ...settings],
        ...user,
        stopSignals: ['SIGINT', 'SIGQUIT', 'SIGKILL'], // Postgres' ways to stop: fast, immediate, and killed
        removeWhenStopped: durable ? [] : [state, path.resolve(stateDir)],
      },
      log,
    );
    const url = urlAt(chosen);
    if (await answers(server, url)) return { ...server, url: url(DATABASE), port: chosen };
    if (Date.now() > deadline || !durable) throw new Error('Postgres ended while starting: its log says why');
    await delay(RETRY_AFTER_MS);
    if (port === undefined && !(await isFree(chosen))) chosen = await choose();
  }
};
