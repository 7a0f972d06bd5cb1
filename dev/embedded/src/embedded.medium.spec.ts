import { afterEach, describe, expect, it } from '@jest/globals';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { startPostgres, startRedis, TEST_REDIS_URL, timePasses, type EmbeddedServer } from './index';
import { answers } from './postgres';
import { reachableState } from './postgres-binaries';

const started: EmbeddedServer[] = [];
const ways: Server[] = [];
const folders: string[] = [];

const folder = (mode: number): string => {
  const made = mkdtempSync(path.join(tmpdir(), 'aisha-embedded-'));
  chmodSync(made, mode);
  folders.push(made);
  return made;
};

/** Notes the folder to which the data may have moved, so that it, too, is removed after the test. */
const remember = (stateDir: string): void => {
  const note = path.join(stateDir, 'postgres.place');
  if (existsSync(note)) folders.push(path.join('/var/tmp', readFileSync(note, 'utf8')));
};

const postgres = async (options: Parameters<typeof startPostgres>[0]): Promise<EmbeddedServer> => {
  const server = await startPostgres(options);
  started.push(server);
  return server;
};

const ask = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end().catch(() => {});
  }
};

/** The fields of /proc about a process after its name: state, parent and so on. */
const statOf = (pid: number): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');

const parentOf = (pid: number): number => Number(statOf(pid)[1]);

const aChildOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);

const isRunning = (pid: number): boolean => {
  try {
    return statOf(pid)[0] !== 'Z'; // a zombie stays where PID 1 reaps no children
  } catch {
    return false;
  }
};

afterEach(async () => {
  for (const way of ways.splice(0)) way.close();
  await Promise.all(started.splice(0).map((server) => server.stop()));
  for (const place of folders.splice(0)) rmSync(place, { recursive: true, force: true });
});

describe('the embedded Postgres', () => {
  it('timePasses moves the times of every row back by the given hours, even when a row gets the time that another row had', async () => {
    const { url } = await postgres({ stateDir: folder(0o755), durable: false });
    await ask(
      url,
      `CREATE TABLE price (item text, valid_from timestamptz, told_on date, PRIMARY KEY (item, valid_from), UNIQUE (told_on));
       INSERT INTO price SELECT 'picture', date '2026-11-01' + n, date '2026-11-01' + n FROM generate_series(31, 0, -1) n`,
    );
    const first = `SELECT min(valid_from) = timestamptz '2026-11-01' - interval '768 hours' AS moved,
        max(told_on) - min(told_on) AS days, min(told_on)::text AS told_on FROM price`;

    await timePasses((statement) => ask(url, statement), 24);
    await timePasses((statement) => ask(url, statement), 744);

    expect(await ask(url, first)).toEqual([{ moved: true, days: 31, told_on: '2026-09-30' }]);
  });

  it('the embedded Postgres keeps its data and its password when it is started again', async () => {
    const stateDir = folder(0o755);
    const first = await postgres({ stateDir, durable: true });
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();

    const second = await postgres({ stateDir, durable: true, port: first.port });

    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('the embedded Postgres makes a new password when a full disk has left an empty file', async () => {
    const stateDir = folder(0o755);
    mkdirSync(path.join(stateDir, 'postgres'));
    writeFileSync(path.join(stateDir, 'postgres', 'password'), '');

    const { url } = await postgres({ stateDir, durable: true });

    expect(new URL(url).password).not.toBe('');
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('the embedded Postgres is waited for as long as it says that it starts up, and for what it says else only for its time', async () => {
    const server = await postgres({ stateDir: folder(0o755), durable: false });
    const url = (database: string, port: number): string => {
      const at = new URL(server.url);
      return Object.assign(at, { pathname: database, port: String(port) }).href;
    };
    /** A way to the server that refuses the first connections with this code. */
    const refusing = async (code: string): Promise<number> => {
      const said = `SFATAL\0C${code}\0Mno\0\0`;
      const length = Buffer.alloc(4);
      length.writeInt32BE(length.length + said.length);
      let left = 10;
      const way = createServer((client) => {
        client.on('error', () => {});
        if (left-- > 0)
          return void client.once('data', () =>
            client.end(Buffer.concat([Buffer.from('E'), length, Buffer.from(said)])),
          );
        client.pipe(connect(server.port, '127.0.0.1')).pipe(client);
      });
      ways.push(way);
      await once(way.listen(0, '127.0.0.1'), 'listening');
      return (way.address() as AddressInfo).port;
    };
    const given = { exited: new Promise<void>(() => {}), stop: () => Promise.resolve() };

    const [starting, full] = [await refusing('57P03'), await refusing('53300')];
    expect(await answers(given, (database) => url(database, starting), 1)).toBe(true);
    await expect(answers(given, (database) => url(database, full), 1)).rejects.toMatchObject({ code: '53300' });
  });

  it('the embedded Postgres keeps its data after kill -9 of the server, and starts again once no process holds the killed server’s memory', async () => {
    const stateDir = folder(0o755);
    const first = await postgres({ stateDir, durable: true });
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const child = aChildOf(first.pid);
    process.kill(child, 'SIGSTOP'); // the stopped guard does not notice that its server is gone, as can happen on a busy machine
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    let refusals = 0;
    const log = (line: string): void => {
      if (line.includes('shared memory block') && refusals++ === 0) process.kill(child, 'SIGCONT');
    };

    const addresses: string[] = [];
    const second = await postgres({ stateDir, durable: true, log, onAddress: (url) => addresses.push(url) });

    expect(refusals).toBeGreaterThan(0);
    expect(addresses).toEqual([second.url]); // its port was not the reason, so it has not moved
    expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('the embedded Postgres stops a server whose guard was killed, and takes over its data', async () => {
    const stateDir = folder(0o755);
    const log: string[] = [];
    const first = await postgres({ stateDir, durable: true });
    process.kill(parentOf(first.pid), 'SIGKILL');
    await first.exited;
    expect(isRunning(first.pid)).toBe(true);

    const second = await postgres({ stateDir, durable: true, log: (line) => log.push(line) });

    expect(log).toContain('stopped the server of an earlier run');
    while (isRunning(first.pid)) await delay(20);
    expect(await ask(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('the embedded Postgres works below a folder that only its owner may enter', async () => {
    const stateDir = path.join(folder(0o700), 'deeper');

    const { url } = await postgres({ stateDir, durable: false });

    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('the embedded Postgres starts empty once its folder was removed, even when its data had moved elsewhere', async () => {
    const stateDir = path.join(folder(0o700), 'state');
    const first = await postgres({ stateDir, durable: true });
    await ask(first.url, 'CREATE TABLE memory AS SELECT 1 AS one');
    await first.stop();
    const again = await postgres({ stateDir, durable: true });
    expect(await ask(again.url, 'SELECT one FROM memory')).toEqual([{ one: 1 }]);
    await again.stop();
    remember(stateDir);

    rmSync(stateDir, { recursive: true });
    const anew = await postgres({ stateDir, durable: true });
    remember(stateDir);

    await expect(ask(anew.url, 'SELECT one FROM memory')).rejects.toMatchObject({ code: '42P01' });
  });

  it('a copy of a folder whose data lies elsewhere is refused while the original stands, and one that was moved keeps its data', () => {
    const [home, nobody] = [folder(0o700), { uid: 65_534, gid: 65_534 }];
    const [stateDir, copy, moved] = ['state', 'copy', 'moved'].map((name) => path.join(home, name)) as [
      string,
      string,
      string,
    ];
    const place = reachableState(stateDir, nobody);
    remember(stateDir);
    expect(reachableState(stateDir, nobody)).toBe(place);
    cpSync(stateDir, copy, { recursive: true });

    expect(() => reachableState(copy, nobody)).toThrow(`${copy} is a copy of ${stateDir}`);
    expect(reachableState(stateDir, nobody)).toBe(place);
    renameSync(stateDir, moved);
    expect(reachableState(moved, nobody)).toBe(place);
    rmSync(copy, { recursive: true });
    expect(reachableState(copy, nobody)).not.toBe(place);
    remember(copy);
  });

  it('the embedded Postgres lets no client in without its password, which only its owner can read, and listens on 127.0.0.1 only', async () => {
    const stateDir = folder(0o755);
    const { url } = await postgres({ stateDir, durable: true });
    const wrong = new URL(url);
    wrong.password = 'guessed';

    await expect(ask(wrong.toString(), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(path.join(stateDir, 'postgres', 'password')).mode & 0o777).toBe(0o600);
    expect(await ask(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  });

  it('the embedded Postgres allows 200 connections or more, and waits for the disk only when its data is to be kept', async () => {
    const kept = await postgres({ stateDir: folder(0o755), durable: true });
    const throwaway = await postgres({ stateDir: folder(0o755), durable: false });
    const settings = `SELECT current_setting('fsync') AS fsync, current_setting('max_connections')::int AS connections,
                             current_setting('scram_iterations')::int AS rounds`;

    expect(await ask(kept.url, settings)).toEqual([{ fsync: 'on', connections: 200, rounds: 4096 }]);
    expect(await ask(throwaway.url, settings)).toEqual([{ fsync: 'off', connections: 300, rounds: 1 }]);
  });

  it('the embedded Postgres removes its folder when its data is not to be kept', async () => {
    const stateDir = folder(0o755);
    const server = await postgres({ stateDir, durable: false });

    await server.stop();

    expect(existsSync(stateDir)).toBe(false);
  });

  it('the embedded Postgres says where it will be once its data is made, and again when it has to move since that port is taken', async () => {
    const stateDir = folder(0o755);
    const told: { url: string; isMade: boolean }[] = [];
    const other = createServer();

    const server = await postgres({
      stateDir,
      durable: true,
      onAddress: (url) => {
        told.push({ url, isMade: existsSync(path.join(stateDir, 'postgres/data')) });
        if (told.length === 1) other.listen(Number(new URL(url).port), '127.0.0.1');
      },
    });
    other.close();

    expect(told.map(({ isMade }) => isMade)).toEqual([true, true]);
    expect(told[0]!.url).not.toBe(server.url);
    expect(told[1]!.url).toBe(server.url);
  });

  it('when the embedded Postgres cannot start, the error points to its log', async () => {
    const stateDir = folder(0o755);
    const first = await postgres({ stateDir: folder(0o755), durable: false });

    await expect(startPostgres({ stateDir, durable: false, port: first.port })).rejects.toThrow('its log says why');
  });
});

/** npm brings no Redis: the test run has started the machine's own, or has said that these specs are skipped. */
const hasRedis = Boolean(process.env[TEST_REDIS_URL]);

(hasRedis ? describe : describe.skip)('the redis-server of the machine', () => {
  it('the machine’s Redis keeps its data when it is killed and started again, and listens on 127.0.0.1 only', async () => {
    const stateDir = folder(0o755);
    const first = (await startRedis({ stateDir, durable: true }))!;
    started.push(first);
    expect(await redis(first, 'SET kept 42')).toBe('+OK');
    expect(await redis(first, 'CONFIG GET bind')).toContain('127.0.0.1');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;

    const second = await startRedis({ stateDir, durable: true });
    started.push(second!);

    expect(await redis(second!, 'GET kept')).toBe('$2 42');
  });

  it('the machine’s Redis of an earlier run is stopped, and no other redis-server that has its process id now', async () => {
    const [stateDir, elsewhere] = [folder(0o755), folder(0o755)];
    const other = (await startRedis({ stateDir: elsewhere, durable: true }))!;
    started.push(other);
    const first = (await startRedis({ stateDir, durable: true }))!;
    process.kill(parentOf(first.pid), 'SIGKILL');
    await first.exited;
    const said: string[] = [];
    const second = (await startRedis({ stateDir, durable: true, log: (line) => said.push(line) }))!;
    expect(said).toContain('stopped the server of an earlier run');
    expect(isRunning(first.pid)).toBe(false);
    await second.stop();

    writeFileSync(path.join(stateDir, 'redis', 'redis.pid'), `${other.pid}\n`);
    started.push((await startRedis({ stateDir, durable: true }))!);

    expect(await redis(other, 'PING')).toBe('+PONG');
  });

  it('a Redis starts empty when a full disk has broken its log of commands, and the log is kept', async () => {
    const stateDir = folder(0o755);
    const first = (await startRedis({ stateDir, durable: true }))!;
    expect(await redis(first, 'SET kept 42')).toBe('+OK');
    await first.stop();
    const home = path.join(stateDir, 'redis');
    const [commands] = readdirSync(path.join(home, 'appendonlydir')).filter((name) => name.endsWith('.incr.aof'));
    const half = '*3\r\n$3\r\nSET\r\n$4\r\nke';
    appendFileSync(path.join(home, 'appendonlydir', commands!), `${half}*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n`);

    const said: string[] = [];
    const second = (await startRedis({ stateDir, durable: true, log: (line) => said.push(line) }))!;
    started.push(second);
    expect(await redis(second, 'GET kept')).toBe('$-1');
    expect(said).toContain('set aside a log of commands that cannot be read: the queue begins empty');
    expect(readdirSync(home)).toContainEqual(expect.stringMatching(/^appendonlydir\.unreadable-\d+$/));
  });

  it('the machine’s Redis answers no client without its password, which no list of processes shows; only the owner may read its files', async () => {
    const stateDir = folder(0o755);
    const server = (await startRedis({ stateDir, durable: true }))!;
    started.push(server);
    const { password } = new URL(server.url);

    for (const wrong of ['', `${password}x`]) {
      expect(await redis({ ...server, url: server.url.replace(password, wrong) }, 'KEYS *')).toMatch(/^-NOAUTH/);
    }
    expect(password.length).toBeGreaterThanOrEqual(24);
    expect(readFileSync(`/proc/${server.pid}/cmdline`, 'utf8')).not.toContain(password);
    const home = path.join(stateDir, 'redis');
    const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(expect.arrayContaining(['secrets.conf', expect.stringMatching(/^appendonlydir\/.+\.aof$/)]));
    for (const file of files) expect([file, statSync(path.join(home, file)).mode & 0o077]).toEqual([file, 0]);
  });
});

/** Sends Redis one command. Resolves to the answer, with its lines joined. */
const redis = ({ url, port }: EmbeddedServer, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { password } = new URL(url);
    let replies = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\n${command}\r\nQUIT\r\n`));
    socket.on('data', (data) => (replies += data.toString()));
    socket.once('error', reject).once('close', () => resolve(replies.split('\r\n').slice(1, -2).join(' ')));
  });
