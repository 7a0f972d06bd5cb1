import { freePort, scratchDirectory, startPostgres } from '@aisha/embedded';
import { startTelegram } from '@aisha/fakes/telegram';
import { eventually, testPostgresUrl, testRedisUrl } from '@aisha/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { Client } from 'pg';
import { MEMORY_COMES_BACK } from './app-process.mts';
import { CONFIGURATIONS_BUNDLE, MIGRATE_BUNDLE } from './entry-files.mts';

/** The launcher, Postgres, Redis (where the machine has it), processes and signals are real. The apps are fakes that only answer. */
const REPOSITORY = path.join(__dirname, '..', '..');
const isLinux = process.platform === 'linux';
const FIXTURES = path.join(__dirname, 'fixtures');
const APPS = ['sandbox', 'bot-gateway', 'webhook-receiver', 'billing'];
/** How long an end may take: Postgres writes its data to the disk first. */
const PATIENT = { timeoutMs: 60_000 };

interface Report {
  pid: number;
  pageUrl?: string;
  databaseUrl: string;
  redisUrl?: string;
  sandboxed: string[];
  readyInMs: number;
  memoryBytes: number;
  apps: Record<string, { pid: number; url: string; databaseUrl?: string }>;
  servers: Record<string, { pid: number; port: number }>;
  env: Record<string, string>;
}

let room = '';
const launchers: ChildProcess[] = [];

/** A state directory as a first start leaves it. The tests copy it, because making the database takes longer than the rest of a start. */
let startedBefore = '';
beforeAll(async () => {
  execFileSync(
    process.execPath,
    ['tools/build.mts', '{dev/embedded,libs/{domain,platform,storage,messaging,kinds,database}}'],
    {
      cwd: REPOSITORY,
    },
  ); // what the launcher and the migrations import
  startedBefore = scratchDirectory('aisha-started-before-');
  await (await startPostgres({ stateDir: startedBefore, durable: true })).stop();
});
afterAll(() => rmSync(startedBefore, { recursive: true, force: true }));

const configOf = (app: string): string => path.join(FIXTURES, app === 'billing' ? 'config.cjs' : 'any-config.cjs');

/** Makes a folder with a product of four apps that do nothing, and a state directory. */
const product = ({ isFirstStart = false } = {}): { root: string; stateDir: string } => {
  room = scratchDirectory('aisha-start-');
  const root = path.join(room, 'product');
  const stateDir = path.join(room, 'state');
  mkdirSync(stateDir);
  // The copy keeps the files' owners too, because Postgres opens only its own files.
  if (!isFirstStart) execFileSync('cp', ['-Rp', path.join(startedBefore, 'postgres'), stateDir]);
  for (const name of APPS) {
    const dist = path.join(root, 'apps', name, 'dist');
    mkdirSync(dist, { recursive: true });
    writeFileSync(path.join(dist, 'main.js'), `require(${JSON.stringify(path.join(FIXTURES, 'app.cjs'))});`);
    writeFileSync(path.join(dist, 'config.js'), `module.exports = require(${JSON.stringify(configOf(name))});`);
  }
  mkdirSync(path.join(root, 'libs', 'database', 'dist'), { recursive: true });
  writeFileSync(
    path.join(root, 'libs', 'database', 'dist', 'migrate.js'),
    `if (!process.env.MIGRATE_DATABASE_URL) throw new Error('no database');`,
  );
  return { root, stateDir };
};

/** Runs the launcher as `npm start` does, and collects its output. */
const start = (
  { root, stateDir }: { root: string; stateDir: string },
  env: Record<string, string> = {},
  command?: string,
) => {
  const main = [process.execPath, path.join(REPOSITORY, 'tools', 'start', 'main.mts'), '--json', '--root', root];
  const [file, ...args] = command ? ['sh', '-c', command.replace('LAUNCHER', main.join(' '))] : main;
  const child = spawn(file!, args, {
    env: {
      PATH: process.env['PATH'],
      JEST_WORKER_ID: process.env['JEST_WORKER_ID'],
      NODE_COMPILE_CACHE: path.join(REPOSITORY, 'node_modules', '.cache', 'compiled-apps'),
      NO_COLOR: '1',
      STATE_DIR: stateDir,
      ENV_FILE: '',
      PORTS: 'free',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launchers.push(child);
  let [said, told] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const lines = <T>(event: string): T[] =>
    told
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { event: string })
      .filter((line) => line.event === event) as T[];
  return {
    child,
    exited,
    said: () => said,
    ready: () => {
      const ended = exited.then(() => Promise.reject(new Error(`the launcher ended: ${said}`)));
      return Promise.race([ended, eventually(() => lines<Report>('ready')[0] ?? false, PATIENT)]);
    },
    restarts: () => lines<{ app: string; pid: number }>('restarted'),
  };
};

/** Makes a folder for PATH with these programs of the machine and no others. */
const folderOf = (programs: string[]): string => {
  const bin = path.join(room, 'bin');
  mkdirSync(bin);
  for (const program of programs)
    symlinkSync(execFileSync('which', [program], { encoding: 'utf8' }).trim(), path.join(bin, program));
  return bin;
};

/** The processes that have this state directory in their environment; empty once all have ended. */
const running = (stateDir: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`STATE_DIR=${stateDir}\0`);
      } catch {
        return false; // the process has ended meanwhile
      }
    })
    .map((pid) => `${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`);

const nothingLeft = (stateDir: string) => eventually(() => expect(running(stateDir)).toEqual([]), PATIENT);

const isUp = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/health/ready`).catch(() => undefined))?.ok ?? false;

const sql = async (url: string, text: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(text)).rows as unknown[];
  } finally {
    await client.end().catch(() => {});
  }
};

afterEach(async () => {
  for (const child of launchers.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await nothingLeft(path.join(room, 'state'));
  rmSync(room, { recursive: true, force: true });
});

describe('npm start', () => {
  it('npm start starts every app and the page, and prints the page’s address, how long that took, and how much memory is used', async () => {
    const place = product({ isFirstStart: true });
    const launcher = start(place);
    const report = await launcher.ready();

    expect(Object.keys(report.apps).sort()).toEqual([...APPS].sort());
    for (const { url } of Object.values(report.apps)) expect(await isUp(url)).toBe(true);
    expect(await sql(report.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await isUp(report.pageUrl!)).toBe(true);
    expect(launcher.said()).toContain(`Chat with the bot:  ${report.pageUrl}`);
    expect(launcher.said()).toMatch(/Ready in \d+\.\d s · \d\.\d\d GB/);
    expect(report.memoryBytes).toBeGreaterThan(50e6);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'npm start on %s stops the apps, then the sandbox, then the servers, and says that nothing is left running',
    async (signal) => {
      const place = product();
      const launcher = start(place);
      const { redisUrl } = await launcher.ready();

      launcher.child.kill(signal);

      expect(await launcher.exited).toBe(0);
      expect(running(place.stateDir)).toEqual([]);
      expect(launcher.said()).toContain('Stopped. Nothing is left running.');
      const events = readFileSync(path.join(place.stateDir, 'events'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { name: string; postgres: boolean; redis: boolean });
      expect(events.at(-1)?.name).toBe('sandbox');
      const hasRedis = redisUrl !== undefined;
      expect(events.filter(({ name }) => name !== 'sandbox').toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
        { name: 'billing', postgres: true, redis: hasRedis },
        { name: 'bot-gateway', postgres: true, redis: hasRedis },
        { name: 'webhook-receiver', postgres: !hasRedis, redis: hasRedis }, // the receiver needs Postgres only as its queue
      ]);
    },
  );

  it('npm start gives each app the variables of its configuration, with a login of its own, and nothing else', async () => {
    const place = product();
    const { apps, databaseUrl } = await start(place, { FAL_API_KEY: 'real:key', OTHER: 'of the shell' }).ready();
    const told = (name: string): Record<string, string> =>
      Object.fromEntries(
        readFileSync(`/proc/${apps[name]!.pid}/environ`, 'utf8')
          .split('\0')
          .filter(Boolean)
          .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      );
    const named = ['DATABASE_URL', 'FAL_WEBHOOK_URL', 'HEALTH_PORT', 'REDIS_URL', 'STATE_DIR', 'WEBHOOK_SECRET'];

    const names = Object.keys(told('billing')).filter((name) => !/^(PATH|HOME|NODE_|MALLOC_)/.test(name));
    expect(told('billing')).toMatchObject(MEMORY_COMES_BACK);
    expect(named).toEqual(expect.arrayContaining(names));
    const login = new URL(told('billing')['DATABASE_URL']!);
    expect(login.username).toBe('aisha_billing');
    expect(login.password).not.toBe(new URL(databaseUrl).password);
    expect(new URL(told('bot-gateway')['DATABASE_URL']!).username).toBe('aisha_bot');
    expect(told('bot-gateway')).not.toHaveProperty('WEBHOOK_SECRET'); // billing's configuration class names this variable, and the gateway's does not
    expect(told('sandbox')).not.toHaveProperty('DATABASE_URL');
  });

  it('npm start lets the chat page look into its own database, and never into a given one, where people may be real', async () => {
    const place = product();
    const told = path.join(place.stateDir, 'product-is-at');
    const own = start(place);
    const { databaseUrl } = await own.ready();
    await eventually(() => expect(readFileSync(told, 'utf8')).toContain(JSON.stringify(databaseUrl)), PATIENT);
    own.child.kill('SIGTERM');
    await own.exited;
    rmSync(told);

    const given = start(place, { MIGRATE_DATABASE_URL: testPostgresUrl() });
    await given.ready();
    given.child.kill('SIGTERM');
    await given.exited;

    expect(existsSync(told)).toBe(false);
  });

  it('npm start refuses an address of the database with one login for all apps', async () => {
    const place = product();
    const launcher = start(place, { DATABASE_URL: 'postgres://one:login@127.0.0.1/for-all' });

    expect(await launcher.exited).toBe(1);
    expect(launcher.said()).toContain('DATABASE_URL: must be left out');
    expect(launcher.said()).not.toContain('one:login');
  });

  const pooled = () => ({ MIGRATE_DATABASE_URL: testPostgresUrl(), DATABASE_URL: 'postgres://127.0.0.1:6432/aisha' });

  (testRedisUrl() ? it : it.skip)('npm start gives each app the pooler’s address and a login of its own', async () => {
    const launcher = start(product(), { ...pooled(), REDIS_URL: testRedisUrl()! });

    const { apps, databaseUrl } = await launcher.ready();
    expect(apps['billing']!.databaseUrl).toMatch(/^postgres:\/\/aisha_billing:[\w-]{32}@127\.0\.0\.1:6432\/aisha$/);
    expect(apps['bot-gateway']!.databaseUrl).toMatch(/^postgres:\/\/aisha_bot:/);
    expect(databaseUrl).toBe(testPostgresUrl()); // an operator's command uses this address
  });

  it('npm start refuses a queue in a Postgres behind a pooler, which would pass on no wake-up', async () => {
    const place = product();
    const launcher = start(place, { ...pooled(), PATH: folderOf(['id', 'ps']) });

    expect(await launcher.exited).toBe(1);
    expect(launcher.said()).toContain('REDIS_URL: must be set, or redis-server installed: behind a pooler');
    expect(running(place.stateDir)).toEqual([]);
  });

  it('npm start lets a command in a second terminal find its database while it runs', async () => {
    const place = product();
    const launcher = start(place);
    const { databaseUrl } = await launcher.ready();
    const found = (): string =>
      execFileSync(
        process.execPath,
        ['-e', `import('./tools/operate/command/operated-product.mts').then((m) => console.log(m.operatedDatabase()))`],
        { cwd: REPOSITORY, env: { STATE_DIR: place.stateDir, ENV_FILE: '' }, encoding: 'utf8', stdio: 'pipe' },
      ).trim();

    expect(found()).toBe(databaseUrl);
    launcher.child.kill('SIGTERM');
    await launcher.exited;
    expect(found).toThrow(/MIGRATE_DATABASE_URL: must be set/);
  });

  it('npm start can be stopped before it is ready', async () => {
    const place = product();
    const launcher = start(place);
    await eventually(() => running(place.stateDir).length > 2, PATIENT);

    launcher.child.kill('SIGINT');

    expect(await launcher.exited).toBe(0);
    expect(running(place.stateDir)).toEqual([]);
  });

  it('npm start leaves nothing running when it is killed, and finds its data and its addresses again', async () => {
    const place = product();
    const first = start(place);
    const { databaseUrl, env } = await first.ready();
    await sql(databaseUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');

    first.child.kill('SIGKILL');
    await nothingLeft(place.stateDir);
    const second = await start(place).ready();

    expect(await sql(second.databaseUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    for (const name of ['FAL_QUEUE_URL', 'FAL_WEBHOOK_URL', 'S3_ENDPOINT', 'BOT_PORT']) {
      expect([name, second.env[name]]).toEqual([name, env[name]]); // orders under way go on as if nothing had happened
    }
  });

  it('npm start says where the state of another version of the product lies, and starts nothing', async () => {
    const place = product();
    writeFileSync(
      path.join(place.root, 'libs', 'database', 'dist', 'migrate.js'),
      `console.error('migrations failed: This database was made by another version of Aisha.'); process.exit(1);`,
    );
    const launcher = start(place);

    expect(await launcher.exited).toBe(1);
    expect(launcher.said()).toContain(
      `made by another version of Aisha. It is in ${place.stateDir}: move that away, or set STATE_DIR to another folder.`,
    );
    expect(running(place.stateDir)).toEqual([]);
  });

  it('npm start recovers the state of a run whose servers were orphaned', async () => {
    const place = product();
    const first = start(place);
    const { servers } = await first.ready();
    const guards = Object.values(servers).map(({ pid }) =>
      Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]),
    );
    process.kill(first.child.pid!, 'SIGSTOP'); // otherwise the launcher would stop the orphaned servers itself
    for (const pid of [...guards, first.child.pid!]) process.kill(pid, 'SIGKILL');
    for (const { pid } of Object.values(servers)) expect(existsSync(`/proc/${pid}`)).toBe(true);

    const report = await start(place).ready();

    for (const { pid } of Object.values(servers)) {
      await eventually(() => expect(existsSync(`/proc/${pid}`)).toBe(false), PATIENT); // init reaps the process
    }
    expect(await sql(report.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  if (!isLinux)
    process.stderr.write('A killed launcher that nobody has buried is not tested: /proc tells of it, on Linux.\n');
  (isLinux ? it : it.skip)('npm start is not kept out by a killed launcher that has become a zombie', async () => {
    const place = product();
    // `sleep` never reaps its children, so the killed launcher stays a zombie.
    const first = start(place, {}, 'LAUNCHER & exec sleep 600');
    await first.ready();
    const pid = Number(readFileSync(path.join(place.stateDir, 'launcher.lock'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await eventually(() => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '), PATIENT);

    await start(place).ready();
  });

  it('npm start has apps load their code before the sandbox is ready, and begin after it', async () => {
    const place = product();
    const slow = path.join(place.stateDir, 'slow-sandbox');
    const namesIn = (file: string): string[] =>
      readFileSync(path.join(place.stateDir, file), 'utf8').trim().split('\n').toSorted();
    mkdirSync(place.stateDir, { recursive: true });
    writeFileSync(slow, '');
    const launcher = start(place);
    await eventually(() => namesIn('loaded').length === APPS.length);

    expect(namesIn('begun')).toEqual(['sandbox']);
    rmSync(slow);
    await launcher.ready();

    expect(namesIn('begun')).toEqual(APPS.toSorted());
  });

  it('npm start waits for an app that is slow, and says in one line how far the start is', async () => {
    const place = product();
    mkdirSync(place.stateDir, { recursive: true });
    const slow = path.join(place.stateDir, 'slow-billing');
    writeFileSync(slow, '');
    const launcher = start(place);
    await eventually(() => /Still starting: 3 of 4 are ready, waiting for billing\./.test(launcher.said()), PATIENT);
    rmSync(slow);

    const { apps } = await launcher.ready();
    expect(Object.keys(apps)).toHaveLength(APPS.length);
    const lines = launcher.said().match(/Still starting.*/g)!;
    expect(lines).toEqual([...new Set(lines)]);
    expect(lines.at(-1)).toContain('3 of 4 are ready, waiting for billing.');
  });

  it('npm start ends when npm, which started it, is killed', async () => {
    const place = product();
    const launcher = start(place, {}, 'LAUNCHER; true');
    await launcher.ready();

    launcher.child.kill('SIGKILL');

    await eventually(() => expect(launcher.said()).toContain('Stopped. Nothing is left running.'), PATIENT);
    await nothingLeft(place.stateDir);
  });

  it.each([
    ['', ['ps', 'id']],
    [', also on a machine without ps', ['id']],
  ])(
    'npm start refuses to run twice from one state directory, and leaves the first run alone%s',
    async (_where, programs) => {
      const place = product();
      const env = { PATH: folderOf(programs) };
      const first = await start(place, env).ready();
      const second = start(place, env);

      expect(await second.exited).toBe(1);
      expect(second.said()).toContain(`Aisha already runs from ${place.stateDir} (process ${first.pid})`);
      expect(second.said()).toContain(`Its page: ${first.pageUrl}`);
      for (const { url } of Object.values(first.apps)) expect(await isUp(url)).toBe(true);
      expect(await sql(first.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
  );

  describe('with a real token', () => {
    const TOKEN = '42:secret-of-the-bot';

    it('npm start with a real token says that it keeps trying while Telegram cannot be reached, and then prints the bot’s link', async () => {
      const port = await freePort();
      const nobody = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1'); // holds the port, so that the launcher does not choose it
      await once(nobody, 'listening');
      const launcher = start(product(), { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` });
      expect((await launcher.ready()).pageUrl).toBeUndefined();
      expect(launcher.said()).toMatch(/Telegram +real, not reachable from here; keeps trying/);
      expect(launcher.said()).not.toContain('Chat with the bot');

      await new Promise((closed) => nobody.close(closed));
      const telegram = await startTelegram({ token: TOKEN, port, bot: { first_name: 'Aisha', username: 'aisha_bot' } });
      try {
        const link = 'Chat with the bot:  https://t.me/aisha_bot';
        await eventually(() => expect(launcher.said()).toContain(link), PATIENT);
        launcher.child.kill('SIGTERM');
        await launcher.exited;

        const again = start(
          { root: path.join(room, 'product'), stateDir: path.join(room, 'state') },
          {
            TELEGRAM_BOT_TOKEN: TOKEN,
            TELEGRAM_API_ROOT: telegram.url,
          },
        );
        await again.ready();
        expect(again.said()).toContain(link);
        expect(again.said()).not.toContain('not reachable');
      } finally {
        await telegram.close();
      }
    });

    it('npm start with a real token says that Telegram refuses the token, and never prints the token', async () => {
      const telegram = await startTelegram({ token: '42:another' });
      try {
        const launcher = start(product(), { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url });
        await launcher.ready();

        expect(launcher.said()).toMatch(/Telegram +real, refuses TELEGRAM_BOT_TOKEN/);
        expect(launcher.said()).not.toContain(TOKEN);
      } finally {
        await telegram.close();
      }
    });
  });

  it.each(['BOT_PORT', 'API_PORT', 'PUBLIC_API_PORT', 'SANDBOX_PAGE_PORT'])(
    'npm start names %s when its port is taken, and starts nothing',
    async (variable) => {
      const place = product();
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as AddressInfo;

      const launcher = start(place, { [variable]: String(port) });

      expect(await launcher.exited).toBe(1);
      expect(launcher.said()).toContain(
        `Port ${port} is taken by another program: stop it, or set ${variable} to a free port.`,
      );
      expect(running(place.stateDir)).toEqual([]);
      other.close();
    },
  );

  describe('when another program takes a port after the launcher checked it', () => {
    const takes = async (port: number) => {
      const other = createServer();
      await new Promise<void>((resolve, reject) => other.once('error', reject).listen(port, '127.0.0.1', resolve));
      return other;
    };
    interface Ports {
      pagePort: number;
      sandboxPorts: { s3: number };
    }
    /** The ports file, which the launcher writes after it checked the ports and before the sandbox listens. */
    const chosenPorts = ({ stateDir }: { stateDir: string }): Promise<Ports> =>
      eventually(() => JSON.parse(readFileSync(path.join(stateDir, 'ports.json'), 'utf8')) as Ports, PATIENT);
    const held = ({ stateDir }: { stateDir: string }) => path.join(stateDir, 'held-sandbox');

    it('npm start moves the page and the storage to other ports when their ports are taken after the check, and tells the apps', async () => {
      const place = product();
      writeFileSync(held(place), '');
      const launcher = start(place);
      const { pagePort, sandboxPorts } = await chosenPorts(place);
      const others = await Promise.all([pagePort, sandboxPorts.s3].map(takes));
      rmSync(held(place));

      const { pageUrl, env } = await launcher.ready();

      expect([pageUrl, env['MINIO_ENDPOINT']]).not.toContain(`http://127.0.0.1:${pagePort}`);
      expect(env['MINIO_ENDPOINT']).not.toBe(`http://127.0.0.1:${sandboxPorts.s3}`);
      for (const url of [pageUrl, env['MINIO_ENDPOINT']]) expect(await isUp(url!)).toBe(true);
      for (const other of others) other.close();
    });

    it('npm start has apps load their code before the database answers, and tells them when the database has to move', async () => {
      /** The address of the database that one of the apps has been started with. */
      const told = ({ stateDir }: { stateDir: string }): string | undefined =>
        running(stateDir)
          .map((line) => readFileSync(`/proc/${line.split(' ')[0]}/environ`, 'utf8'))
          .map((environ) => /\0DATABASE_URL=([^\0]+)/.exec(environ)?.[1])
          .find((url) => url !== undefined);
      const place = product();
      const settings = path.join(place.stateDir, 'postgres', 'data', 'postgresql.conf');
      const good = readFileSync(settings);
      appendFileSync(settings, 'no_setting = of Postgres\n'); // so it does not start
      const launcher = start(place);
      const port = Number(new URL(await eventually(() => told(place) ?? false, PATIENT)).port);
      const other = await takes(port);
      writeFileSync(settings, good);

      const { apps, servers } = await launcher.ready();
      other.close();

      expect(servers['postgres']!.port).not.toBe(port);
      for (const { databaseUrl } of Object.values(apps))
        if (databaseUrl) expect(new URL(databaseUrl).port).toBe(String(servers['postgres']!.port));
      const environ = readFileSync(`/proc/${apps['billing']!.pid}/environ`, 'utf8');
      expect(environ).toContain(`:${servers['postgres']!.port}/`);
    });

    it('npm start explains that another program has the port that was set for the page, and leaves nothing running', async () => {
      const place = product();
      writeFileSync(held(place), '');
      const port = await freePort();
      const launcher = start(place, { SANDBOX_PAGE_PORT: String(port) });
      await chosenPorts(place);
      const other = await takes(port);
      rmSync(held(place));

      expect(await launcher.exited).toBe(1);
      expect(launcher.said()).toContain(
        `Port ${port} is taken by another program: stop it, or set SANDBOX_PAGE_PORT to a free port.`,
      );
      expect(running(place.stateDir)).toEqual([]);
      other.close();
    });

    it('npm start keeps the storage at its address although another program takes the page’s port', async () => {
      const place = product();
      const port = await freePort();
      const launcher = start(place, { SANDBOX_PAGE_PORT: String(port) });
      const { apps, env } = await launcher.ready();
      writeFileSync(held(place), '');
      process.kill(apps['sandbox']!.pid, 'SIGKILL');
      await eventually(async () => expect(await isUp(`http://127.0.0.1:${port}`)).toBe(false), PATIENT);
      const other = await takes(port);
      rmSync(held(place));

      await eventually(() => expect(launcher.said()).toContain('The chat page comes back by itself'), PATIENT);
      expect(await isUp(env['MINIO_ENDPOINT']!)).toBe(true);
      other.close();
    });
  });

  it('npm start starts a killed app again, and a server on its old port', async () => {
    const place = product();
    const launcher = start(place);
    const { apps, servers, databaseUrl } = await launcher.ready();

    process.kill(apps['billing']!.pid, 'SIGKILL');
    for (const { pid } of Object.values(servers)) process.kill(pid, 'SIGKILL');

    await eventually(async () => expect(await isUp(apps['billing']!.url)).toBe(true), PATIENT);
    await eventually(async () => expect(await sql(databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]), PATIENT);
    await eventually(
      () => expect(launcher.restarts()).toEqual([{ event: 'restarted', app: 'billing', pid: expect.any(Number) }]),
      PATIENT,
    );
    expect(launcher.said()).toContain('billing ended (SIGKILL): starting it again.');
    expect(launcher.said()).toContain('postgres ended: starting it again.');
  });

  it('npm start goes on when Postgres dies while time passes, and says that no time has passed', async () => {
    const place = product();
    const launcher = start(place);
    const { apps, servers, databaseUrl } = await launcher.ready();
    await sql(databaseUrl, 'CREATE TABLE kept (at timestamptz)');
    const holder = new Client({ connectionString: databaseUrl });
    holder.on('error', () => {});
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE kept');

    process.kill(apps['sandbox']!.pid, 'SIGUSR2');
    const waits = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'DO %'`;
    await eventually(async () => expect(await sql(databaseUrl, waits)).toHaveLength(1), PATIENT);
    process.kill(servers['postgres']!.pid, 'SIGKILL');

    const told = path.join(place.stateDir, 'is-passed');
    await eventually(() => expect(existsSync(told) && readFileSync(told, 'utf8')).toBe('false\n'), PATIENT);
    expect(launcher.said()).toContain('No time passed: ');
    expect(await isUp(apps['sandbox']!.url)).toBe(true);
    await eventually(async () => expect(await isUp(apps['billing']!.url)).toBe(true), PATIENT);
    await holder.end().catch(() => {});
  });

  it('npm start gives up on an app that crashes again and again, says why, and stops everything', async () => {
    const place = product();
    writeFileSync(path.join(place.stateDir, 'crash-billing'), '');
    const launcher = start(place);

    expect(await launcher.exited).toBe(1);
    expect(launcher.said()).toContain('billing ended 5 times in a row (exit code 1: RangeError: a wheel came off).');
    expect(running(place.stateDir)).toEqual([]);
  });

  it('npm start names every variable with a wrong value at once, without the value, and starts nothing', async () => {
    const place = product({ isFirstStart: true });
    const file = path.join(room, 'wrong.env');
    writeFileSync(
      file,
      'BOT_PORT=eight-thousand\nTELEGRAM_MODE=pigeons\nWEBHOOK_SECRET=tooshort\nFAL_WEBHOOK_URL=no address\n',
    );
    const launcher = start(place, { ENV_FILE: file });

    expect(await launcher.exited).toBe(1);
    const problems = launcher
      .said()
      .split('\n')
      .filter((line) => /^ {2}\w+: /.test(line));
    expect(problems.map((line) => line.trim().split(':')[0]).sort()).toEqual([
      'BOT_PORT',
      'FAL_WEBHOOK_URL',
      'TELEGRAM_MODE',
      'WEBHOOK_SECRET',
    ]);
    for (const value of ['eight-thousand', 'pigeons', 'tooshort', 'no address'])
      expect(launcher.said()).not.toContain(value);
    expect(running(place.stateDir)).toEqual([]);
    expect(existsSync(path.join(place.stateDir, 'postgres'))).toBe(false);
  });

  it('npm start checks the configuration and runs the migrations again only when something has changed that they look at', async () => {
    const place = product();
    const counted = path.join(room, 'counted');
    const bundle = (file: string, code: string): string => {
      const where = path.join(place.root, file);
      mkdirSync(path.dirname(where), { recursive: true });
      const line = `${path.basename(file, '.js')} `;
      writeFileSync(where, `require('node:fs').appendFileSync('${counted}', '${line}'); ${code}`);
      return where;
    };
    const lib = (file: string): string => `require('${path.join(REPOSITORY, 'libs', file)}')`;
    const configs = APPS.map((name) => `'${name}': require('${configOf(name)}')`);
    const bundles = [
      bundle(MIGRATE_BUNDLE, `${lib('database/dist/migrate.js')}.migrateByCommand();`),
      bundle(
        CONFIGURATIONS_BUNDLE,
        `exports.platform = ${lib('platform/dist/index.js')}; exports.apps = { ${configs.join(',')} };`,
      ),
    ];
    /** Starts the product, changes its database by the statement, and tells what the start did. */
    const started = async (env: Record<string, string> = {}, statement = 'SELECT'): Promise<string> => {
      writeFileSync(counted, '');
      const launcher = start(place, { TELEGRAM_MOED: 'pigeons', ...env });
      const { databaseUrl } = await launcher.ready();
      await sql(databaseUrl, statement);
      launcher.child.kill('SIGINT');
      await launcher.exited;
      expect(launcher.said()).toContain('TELEGRAM_MOED: nobody reads it');
      return readFileSync(counted, 'utf8').trim();
    };

    expect(await started()).toBe('configurations migrate');
    expect(await started()).toBe('');
    expect(await started({ WEBHOOK_SECRET: 'another'.repeat(6) })).toBe('configurations');
    expect(await started({}, 'ALTER ROLE aisha_console SET search_path = elsewhere')).toBe('configurations');
    expect(await started({}, 'GRANT DELETE ON billing.account TO aisha_bot')).toBe('migrate');
    expect(await started({}, `INSERT INTO aisha_migration (timestamp, name) VALUES (1, 'Another1')`)).toBe('migrate');
    expect(await started()).toBe('migrate');
    rmSync(path.join(place.stateDir, 'secrets.json'));
    expect(await started()).toBe('configurations migrate');
    for (const file of bundles) appendFileSync(file, '// another build');
    expect(await started()).toBe('configurations migrate');
    expect(await started()).toBe('');

    const given = await startPostgres({ stateDir: scratchDirectory('aisha-given-'), durable: false });
    for (const _time of ['first', 'second'])
      expect(await started({ MIGRATE_DATABASE_URL: given.url })).toMatch(/migrate$/);
    await given.stop();
    const wrong = start(place, { WEBHOOK_SECRET: 'tooshort' });
    expect(await wrong.exited).toBe(1);
    expect(wrong.said()).toContain('  WEBHOOK_SECRET: ');
  });

  it.each([
    ['REDIS_URL', 'redis://127.0.0.1:1', 'REDIS_URL: nobody answers there (ECONNREFUSED).'],
    ['ENV_FILE', '/nowhere/real.env', 'ENV_FILE: there is no such file.'],
    ['STATE_DIR', __filename, 'STATE_DIR: must be a folder that can be made and written to (EEXIST).'],
  ])('npm start explains in one sentence what is wrong with %s, and starts nothing', async (name, value, sentence) => {
    const place = product();
    const launcher = start(place, { [name]: value });

    expect(await launcher.exited).toBe(1);
    expect(launcher.said().trim().split('\n').at(-1)).toBe(sentence);
    expect(running(place.stateDir)).toEqual([]);
  });

  it('npm start does not let strangers spend real keys through a played Telegram', async () => {
    const place = product();
    const launcher = start(place, { LISTEN_HOST: '0.0.0.0', OPENAI_API_KEY: 'sk-real-one' });

    expect(await launcher.exited).toBe(1);
    expect(launcher.said()).toContain(
      '  LISTEN_HOST: must be 127.0.0.1 while Telegram is played and OPENAI_API_KEY real',
    );
    expect(launcher.said()).not.toContain('sk-real-one');
    expect(running(place.stateDir)).toEqual([]);
  });

  it('npm start starts although a variable is set that nothing reads, and suggests the name that was meant, once and without the value', async () => {
    const place = product();
    const file = path.join(room, 'mistyped.env');
    writeFileSync(file, 'TELEGRAM_MOED=pigeons\nSOMETHING_ELSE=pigeons\nSANDBOX_PAGEPORT=\n');
    const launcher = start(place, { ENV_FILE: file });
    const { env } = await launcher.ready();

    expect(launcher.said().match(/^.*nobody reads.*$/gm)).toEqual([
      'TELEGRAM_MOED: nobody reads it, is TELEGRAM_MODE meant?',
    ]);
    expect(launcher.said()).not.toContain('pigeons');
    expect(env).not.toHaveProperty('TELEGRAM_MOED');
  });

  it('npm start reports no mistyped name for a variable that was not set', async () => {
    const launcher = start(product(), { BOT_PORT: 'eight-thousand' });

    expect(await launcher.exited).toBe(1);
    expect(launcher.said().match(/^ {2}\w+: .*$/gm)).toEqual(['  BOT_PORT: must be a port number, 0 for a free one']);
  });

  it('npm start sandboxes only the providers without a key, with keys that stay the same and that only their owner can read', async () => {
    const place = product();
    const file = path.join(room, 'some.env');
    writeFileSync(file, 'FAL_API_KEY=real:key\nOPENAI_API_KEY=\n');
    const launcher = start(place, { ENV_FILE: file });
    const first = await launcher.ready();

    expect(first.sandboxed).toEqual(['telegram', 'openai', 's3']);
    expect(first.env).toMatchObject({
      FAL_API_KEY: 'real:key',
      TELEGRAM_API_ROOT: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
    });
    expect(first.env).not.toHaveProperty('FAL_QUEUE_URL');
    expect(launcher.said()).toContain('FAL cannot reach this machine');
    for (const kept of ['secrets.json', 'ports.json', 'launcher.lock'])
      expect([kept, statSync(path.join(place.stateDir, kept)).mode & 0o777]).toEqual([kept, 0o600]);
    launcher.child.kill('SIGTERM');
    await launcher.exited;
    const second = await start(place).ready();
    expect(second.env['TELEGRAM_BOT_TOKEN']).toBe(first.env['TELEGRAM_BOT_TOKEN']);
  });

  it('npm start keeps the queue in Postgres on a machine without redis-server', async () => {
    const place = product();
    const launcher = start(place, { PATH: folderOf(['ps', 'id']) });
    const report = await launcher.ready();

    expect(report.redisUrl).toBeUndefined();
    expect(Object.keys(report.servers)).toEqual(['postgres']);
    expect(launcher.said()).toContain('in Postgres: no redis-server on this machine');
  });
});
