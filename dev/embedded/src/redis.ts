import { execFile } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port';
import { keptPassword } from './kept-password';
import { startGuarded, type EmbeddedServer, type GuardedServer, type ServerOptions } from './guarded-server';

const READY_WITHIN_MS = 20_000;
/** The folder in which Redis keeps every command that it was given. */
const COMMANDS = 'appendonlydir';
/**
 * What Redis 7.0 says when it does not start, because its log has half a command in the middle. A full disk and a kill soon after that
 * leave such a log.
 */
const UNREADABLE = /(Bad file format|Unexpected end of file) reading the append only file/;
const ORPHAN_STOPS_WITHIN_MS = 5_000;

/** The `redis-server` on PATH, if there is one. */
export const redisOnPath = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((directory) => path.join(directory, 'redis-server'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/** Whether the process is a redis-server, and works in our folder where the system tells that: a pid may be another's after a reboot. */
const isOurRedis = async (pid: number, home: string): Promise<boolean> => {
  try {
    // A machine with /proc may lack `ps`, so /proc is read where there is one.
    if (existsSync('/proc/self'))
      return (
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('redis-server') &&
        readlinkSync(`/proc/${pid}/cwd`) === realpathSync(home)
      );
    const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']);
    return stdout.includes('redis-server');
  } catch {
    return false; // no such process
  }
};

/** Stops a server that outlived its starter and its guard, because it still writes the log of commands. */
const stopOrphan = async (pidFile: string, log: (line: string) => void): Promise<void> => {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  const home = path.dirname(pidFile);
  if (pid > 1 && (await isOurRedis(pid, home))) {
    process.kill(pid, 'SIGTERM');
    for (const deadline = Date.now() + ORPHAN_STOPS_WITHIN_MS; await isOurRedis(pid, home); await delay(50)) {
      if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
    }
    log('stopped the server of an earlier run');
  }
  rmSync(pidFile, { force: true });
};

/** Sends PING as a person would type it; Redis answers "+PONG" once it has loaded its data. */
const answers = (port: number, password: string): Promise<boolean> =>
  new Promise((resolve) => {
    let replies = '';
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(`AUTH ${password}\r\nPING\r\nQUIT\r\n`));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (reply) => (replies += reply.toString()));
    socket.on('error', () => {}).once('close', () => resolve(replies.includes('+PONG')));
  });

interface RedisServerOptions extends ServerOptions {
  /** The owner's password, which opens everything. When absent, a password is generated and kept. */
  readonly password?: string;
  /** Further users, as lines of Redis' configuration: `user reader on #digest ~keys:* +get`. */
  readonly users?: readonly string[];
}

/**
 * Starts the machine's own `redis-server` on 127.0.0.1, with a password of its own for each state directory; when durable it keeps every
 * command on disk. It stops with this process, even by kill -9. Undefined when the machine has no `redis-server`, because npm brings none.
 */
export const startRedis = async ({
  stateDir,
  port,
  durable,
  log = () => {},
  password: given,
  users = [],
}: RedisServerOptions): Promise<EmbeddedServer | undefined> => {
  const command = redisOnPath();
  if (!command) return undefined;
  const home = path.join(path.resolve(stateDir), 'redis');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const pidFile = path.join(home, 'redis.pid');
  await stopOrphan(pidFile, log);
  const password = given ?? keptPassword(path.join(home, 'password'));
  const secrets = path.join(home, 'secrets.conf'); // every user of the machine sees a process's arguments
  writeFileSync(secrets, [`requirepass ${password}`, ...users, ''].join('\n'), { mode: 0o600 });

  const chosen = port ?? (await freePort());
  const settings = {
    port: String(chosen),
    bind: '127.0.0.1',
    dir: home,
    pidfile: pidFile,
    save: '',
    appendonly: durable ? 'yes' : 'no',
    'auto-aof-rewrite-min-size': '1mb', // the default is 64 MB, and a small queue would keep every id that it ever had
    'maxmemory-policy': 'noeviction', // a queue must not forget
  };
  const begins = async (): Promise<GuardedServer & { readonly answered: boolean; readonly isUnreadable: boolean }> => {
    let isUnreadable = false;
    let ended = false;
    const server = await startGuarded(
      {
        command,
        args: [secrets, ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])],
        stopSignals: ['SIGTERM', 'SIGKILL'],
        removeWhenStopped: durable ? [] : [path.resolve(stateDir)],
      },
      (line) => {
        isUnreadable ||= UNREADABLE.test(line);
        log(line);
      },
    );
    void server.exited.then(() => (ended = true));
    let answered = false;
    for (const deadline = Date.now() + READY_WITHIN_MS; !(answered = await answers(chosen, password)); await delay(25))
      if (ended || Date.now() > deadline) break;
    return { ...server, answered, isUnreadable };
  };
  let server = await begins();
  if (!server.answered && server.isUnreadable) {
    await server.stop();
    // The queue may lose its messages, because the apps publish them again from their outboxes.
    renameSync(path.join(home, COMMANDS), path.join(home, `${COMMANDS}.unreadable-${Date.now()}`));
    log('set aside a log of commands that cannot be read: the queue begins empty');
    server = await begins();
  }
  if (!server.answered) {
    await server.stop();
    throw new Error('redis-server did not start: its log says why');
  }
  const { pid, exited, stop } = server;
  return { pid, exited, stop, url: `redis://:${password}@127.0.0.1:${chosen}`, port: chosen };
};
