import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import { Redis } from 'ioredis';
import { Database } from '@aisha/database';
import { LedgerInvariantsReader, type Violation } from '@aisha/database/billing';
import { freePort, scratchDirectory } from '@aisha/embedded';
import type { JobView } from '@aisha/fakes/fal';
import { Person, type JoinOptions } from '@aisha/fakes/telegram';
import { Admin, eventually } from '@aisha/testing';
import { PATIENT, RESTARTED } from './patience';
import { startsLauncher } from './launcher';
import { beginsPrepared } from './prepared-state';
import { REPOSITORY, rootThatRemembersLooks, rootWithoutApps } from './roots';

export { REPOSITORY };

interface RunningApp {
  readonly pid: number;
  readonly url: string;
  /** The address of the database with the app's own login; the sandbox has none. */
  readonly databaseUrl?: string;
}

/** What `npm start -- --json` prints when everything is ready. */
interface Report {
  readonly pageUrl: string;
  readonly telegramUrl: string;
  readonly falUrl: string;
  readonly openAiUrl: string;
  readonly s3Url: string;
  readonly databaseUrl: string;
  readonly apps: Record<string, RunningApp>;
  readonly servers: Record<string, { pid: number; port: number }>;
  readonly env: Record<string, string>;
}

export type Fake = 'telegram' | 'fal' | 'openai' | 's3';

export interface UpcomingFault {
  readonly times?: number;
  readonly remaining: number;
}

/** How an order was settled, in hundredths of a credit. */
export interface Hold {
  readonly status: 'open' | 'captured' | 'released';
  readonly amount: number;
  readonly captured: number;
  readonly reason: string | null;
}

/**
 * The settings of stories. The providers are a hundred times quicker than the real ones, apps look after their orders more often, messages
 * follow without a pause, and people get no welcome credits. A training is one request at FAL, except in stories that try out the avatar.
 */
const QUICK: Readonly<Record<string, string>> = {
  SANDBOX_TIME_SCALE: '0.01',
  TRAINING_POLL_MS: '1000',
  LORA_PROBE: 'false',
  FAL_BUSY_PAUSE_MS: '500',
  GENERATION_POLL_MS: '500',
  WELCOME_CREDITS: '0',
  FREE_SECONDS_OF_SPEECH_A_DAY: '0',
  ORDERS_DISPATCH_MS: '250',
  FAL_CONCURRENCY: '20',
  FAL_JWKS_PAUSE_MS: '250',
  TELEGRAM_PACE: '1000',
  // The free work has no real limit here: in one minute the people of a story cancel and fail more often than other people do in a month.
  FREE_WORK_DAILY_CENTS: '1000000',
  FREE_WORK_MONTHLY_CENTS: '1000000',
  FREE_WORK_DAILY_CENTS_OF_ALL: '100000000',
};

/** All stories share this compile cache: without it the apps take a third longer to start. */
const NODE_COMPILE_CACHE = path.join(REPOSITORY, 'node_modules', '.cache', 'compiled-apps');

/** The parts of a state directory that belong to the world outside the product, which the fakes play. */
const OUTSIDE = ['secrets.json', 'ports.json', 'sandbox/telegram', 'sandbox/fal', 'sandbox/openai'];
/** In how many lines Postgres writes which statements have deadlocked, and what each waited for. */
const LINES_OF_A_DEADLOCK = 80;

/** Runs an operator's command and gives its output. */
export const operate = async (command: string, words: string[], env: Record<string, string>): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [`tools/operate/${command}.mts`, ...words], {
    cwd: REPOSITORY,
    env: { PATH: process.env['PATH'], ENV_FILE: '', NODE_COMPILE_CACHE, ...env },
  });
  return stdout;
};

export interface CommandRun {
  readonly code: number;
  readonly text: string;
}

/** A run of the launcher: its process, what it reported, and connections to its database. */
interface Run {
  readonly launcher: ChildProcess;
  readonly report: Report;
  readonly database: Database;
  readonly admin: Admin;
}

/** The whole product as `npm start` runs it, in a folder of its own. Stories talk to the product over HTTP and read its database. */
export class Product {
  readonly stateDir = scratchDirectory('aisha-story-');
  private readonly replicas: ChildProcess[] = [];
  private run!: Run;
  private readonly began = performance.now();
  private ready = 0;

  private constructor(
    private readonly env: Record<string, string>,
    private readonly isWithoutRedis: boolean,
    private readonly root: string,
    /** A root that is this product's alone; removed with it. */
    private readonly ownRoot: string | undefined,
    private readonly ended: (() => void) | undefined,
  ) {}

  /**
   * Starts the product. With `isWithoutRedis` the queue is in Postgres, even on a machine with redis-server. With `inTheWorldOf`, Telegram,
   * FAL and OpenAI have the state, addresses and keys that they had when another product ended; all else is new. With `isWithoutApps` only
   * the servers and the sandbox run, and the caller starts the apps.
   *
   * With `looksAnew` the product begins with an empty folder and looks at each photo itself, for stories about time, about a kill during a
   * look, or about what is left of a photo. Otherwise its database is a copy of one that was made before any app began, and it gets the
   * answer that an earlier look at the same photo gave. `prepares` makes the product's folder ready before the start, in place of that copy; `ended`
   * is called before the folder is removed.
   */
  static async start(
    env: Record<string, string> = {},
    {
      inTheWorldOf,
      isWithoutRedis = false,
      isWithoutApps = false,
      looksAnew = false,
      prepares,
      ended,
    }: {
      inTheWorldOf?: Product;
      isWithoutRedis?: boolean;
      isWithoutApps?: boolean;
      looksAnew?: boolean;
      prepares?: (stateDir: string) => void;
      ended?: () => void;
    } = {},
  ) {
    const ownRoot = isWithoutApps ? rootWithoutApps() : undefined;
    const root = ownRoot ?? (looksAnew ? REPOSITORY : rootThatRemembersLooks());
    const product = new Product(env, isWithoutRedis, root, ownRoot, ended);
    if (prepares) prepares(product.stateDir);
    else if (!looksAnew && !env['MIGRATE_DATABASE_URL']) beginsPrepared(product.stateDir);
    for (const part of inTheWorldOf ? OUTSIDE : [])
      cpSync(path.join(inTheWorldOf!.stateDir, part), path.join(product.stateDir, part), { recursive: true });
    product.run = await product.launch();
    product.ready = performance.now();
    return product;
  }

  private async launch(): Promise<Run> {
    const { stateDir, root, isWithoutRedis } = this;
    const { launcher, failed } = startsLauncher(
      { root, stateDir, isWithoutRedis },
      { JEST_WORKER_ID: process.env['JEST_WORKER_ID'], ...this.given },
    );
    let begun: Report | undefined;
    const ready = new Promise<Report>((resolve) =>
      createInterface({ input: launcher.stdout! }).on('line', (line) => {
        const told = JSON.parse(line) as Report & { event: string; app: string; pid: number; url: string };
        if (told.event === 'ready') resolve((begun = told));
        // A restart after the first report changes the pid in that report. An earlier restart changes nothing here,
        // because the first report has the new pid already.
        else if (told.event === 'restarted' && begun)
          begun.apps[told.app] = { ...begun.apps[told.app]!, pid: told.pid };
        else if (told.event === 'listening' && begun)
          begun.apps[told.app] = { ...begun.apps[told.app]!, url: told.url };
      }),
    );
    const report = await Promise.race([ready, failed]);
    const database = await Database.connect({ url: report.databaseUrl, role: 'billing', pool: 1 });
    return { launcher, report, database, admin: await Admin.connect(report.databaseUrl) };
  }

  /** The environment that the caller gave to the product. */
  get given(): Readonly<Record<string, string>> {
    return { NODE_COMPILE_CACHE, ...QUICK, ...this.env };
  }

  /** The passwords and keys that the launcher has made. */
  get secrets(): Readonly<Record<string, string>> {
    return JSON.parse(readFileSync(path.join(this.stateDir, 'secrets.json'), 'utf8')) as Record<string, string>;
  }

  get report(): Report {
    return this.run.report;
  }

  async stop(): Promise<void> {
    const told = performance.now();
    const worked = processorSecondsOf(this.run.launcher.pid);
    for (const replica of this.replicas) replica.kill('SIGKILL');
    await this.end();
    // Keeps the logs of all programs until the next run of the stories, for a reader who wants to know why a story failed.
    const spec = path.basename(expect.getState().testPath ?? '', '.spec.ts');
    const [started, stories, stopped] = [this.ready - this.began, told - this.ready, performance.now() - told].map(
      (ms) => `${Math.round(ms / 1_000)} s`,
    );
    process.stderr.write(
      `${spec}: started in ${started}, told in ${stories}, stopped in ${stopped}; the product worked for ${worked} s\n`,
    );
    const kept = path.join(REPOSITORY, 'e2e', 'logs', spec);
    rmSync(kept, { recursive: true, force: true });
    cpSync(path.join(this.stateDir, 'logs'), kept, { recursive: true });
    this.ended?.();
    for (const folder of [this.stateDir, ...(this.ownRoot ? [this.ownRoot] : [])])
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Stops the launcher as Ctrl-C does, and runs `npm start` again in the same folder. */
  async startsAgain(): Promise<void> {
    await this.end();
    this.run = await this.launch();
  }

  /** Kills the launcher and every app with SIGKILL, as when the machine dies; the servers end with the launcher. */
  async dies(): Promise<void> {
    const { launcher, report } = this.run;
    launcher.kill('SIGKILL');
    for (const { pid } of Object.values(report.apps)) process.kill(pid, 'SIGKILL');
    await this.end();
  }

  /** Makes a backup of the product in this folder, as `npm run backup` does. */
  backsUp(folder: string): Promise<string> {
    return operate('backup', [folder], { STATE_DIR: this.stateDir });
  }

  /** Runs `aisha <words>` beside the running product; gives its output and exit code. */
  async operates(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandRun> {
    return promisify(execFile)(process.execPath, ['tools/operate/main.mts', ...words], {
      cwd: REPOSITORY,
      env: { PATH: process.env['PATH'], ENV_FILE: '', NODE_COMPILE_CACHE, STATE_DIR: this.stateDir, ...env },
    }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, text: stdout + stderr }),
    );
  }

  private async end(): Promise<void> {
    const { launcher, database, admin } = this.run;
    await database.close().catch(() => undefined);
    await admin.close().catch(() => undefined);
    if (launcher.exitCode !== null || launcher.signalCode !== null) return;
    const ended = once(launcher, 'exit');
    launcher.kill('SIGTERM');
    await ended;
  }

  join(firstName: string, options: Omit<JoinOptions, 'firstName'> = {}): Promise<Person> {
    return Person.join(this.telegramUrl, { firstName, ...options });
  }

  /**
   * Everything that the bot has ever said to the person, with its later edits and the labels of its buttons, but without the person's own
   * words.
   */
  async saidTo(person: Person): Promise<string> {
    const response = await fetch(`${this.telegramUrl}/recorder?chat_id=${person.id}`);
    const calls = (await response.json()) as { method: string; params: Record<string, unknown> }[];
    const answers = (await person.chat()).flatMap(({ presses }) => presses.map(({ answer }) => answer?.text));
    const words = calls.map(({ params: { caption, ...params }, method }) =>
      // The caption under a transcript's file is left out, because it quotes the person's own words.
      JSON.stringify(method === 'sendDocument' ? params : { ...params, caption }),
    );
    return [...words, ...answers].join('\n');
  }

  get telegramUrl(): string {
    return this.report.telegramUrl.replace(/\/$/, '');
  }

  /** Sets a fault of a fake, or, except at Telegram, a list of faults. GET /faults of the fake tells which faults there are. */
  async breaks(fake: Fake, faults: object): Promise<void> {
    await post(`${this.urlOf(fake)}/faults`, faults);
  }

  /** The faults that a story set for one of these ids and that have not all happened yet: `remaining` of `times` are left. */
  async stillToBreak(fake: Fake, ...ids: string[]): Promise<UpcomingFault[]> {
    const response = await fetch(`${this.urlOf(fake)}/faults`);
    const { active } = (await response.json()) as { active: (UpcomingFault & { match?: string })[] };
    return active.filter(({ match }) => ids.some((id) => match?.includes(id)));
  }

  async repairs(fake: Fake): Promise<void> {
    await fetch(`${this.urlOf(fake)}/faults`, { method: 'DELETE' });
  }

  /** The jobs that FAL took for an order, each with what FAL bills for it. */
  async jobsFor(orderId: string): Promise<JobView[]> {
    const response = await fetch(`${this.report.falUrl}/jobs?webhook=${orderId}`);
    return (await response.json()) as JobView[];
  }

  /** The inputs of the requests to this path that OpenAI has answered with 200. */
  async askedOpenAi(path: '/responses' | '/audio/speech'): Promise<string[]> {
    const response = await fetch(`${this.urlOf('openai')}/requests`);
    const requests = (await response.json()) as { path: string; status: number; body: { input?: unknown } }[];
    return requests
      .filter((request) => request.path.endsWith(path) && request.status === 200)
      .map(({ body }) => JSON.stringify(body.input));
  }

  /** Makes FAL call back once more about a job that is over. Resolves to the status with which the receiver answered. */
  async repeatsWebhook(requestId: string): Promise<number | null> {
    const response = await fetch(`${this.report.falUrl}/jobs/${requestId}/webhook`, { method: 'POST' });
    return ((await response.json()) as { status: number | null }).status;
  }

  async userIdOf(person: Person): Promise<string> {
    const [row] = await this.sql<{ id: string }>('SELECT user_id AS id FROM bot.person WHERE telegram_id = $1', [
      person.id,
    ]);
    return row?.id ?? '';
  }

  /** The id of the order on the person's screen; undefined when the screen offers none. */
  async orderOnScreen(person: Person): Promise<string | undefined> {
    const [row] = await this.sql<{ id: string | null }>(
      `SELECT draft->>'orderId' AS id FROM bot.conversation JOIN bot.person USING (user_id)
        WHERE telegram_id = $1 AND step IN ('confirm', 'offer', 'session', 'picture')`,
      [person.id],
    );
    return row?.id ?? undefined;
  }

  /** The id of the order that a person is about to confirm; with `before` the screen has to offer another order than that one. */
  async orderBeingConfirmed(person: Person, before?: string): Promise<string> {
    return eventually(async () => {
      const id = await this.orderOnScreen(person);
      return id !== undefined && id !== before && id;
    }, PATIENT);
  }

  /** Waits until the trainer has the avatar; resolves to the avatar's id and status. */
  async avatarNamed(person: Person, name: string): Promise<{ id: string; status: string }> {
    return eventually(async () => {
      const [avatar] = await this.sql<{ id: string; status: string }>(
        `SELECT a.id, a.status FROM trainer.avatar a JOIN bot.person USING (user_id) WHERE telegram_id = $1 AND a.name = $2`,
        [person.id, name],
      );
      return avatar ?? false;
    }, PATIENT);
  }

  /** Waits until an order is settled; resolves to the settlement. */
  async settled(orderId: string): Promise<Hold> {
    return eventually(async () => {
      const [hold] = await this.sql<Record<keyof Hold, string>>(
        `SELECT status, amount, captured, reason FROM billing.credit_hold WHERE order_id = $1`,
        [orderId],
      );
      if (!hold || hold.status === 'open') return false;
      return { ...hold, amount: Number(hold.amount), captured: Number(hold.captured) } as Hold;
    }, PATIENT);
  }

  /** The violations that the ledger finds in itself. */
  violations(): Promise<Violation[]> {
    return new LedgerInvariantsReader(this.run.database).violations();
  }

  /** The log lines of all apps that name an order, and the lines among them that carry the trace of another order. */
  linesAboutOrders(): { readonly all: number; readonly inOtherTraces: readonly string[] } {
    const about = this.lines().filter((line) => line.endsWith('}') && line.includes('"orderId":')); // without lines that a kill has cut
    const inOtherTraces = about.filter((line) => {
      const { traceId, orderId } = JSON.parse(line) as { traceId?: string; orderId?: string };
      return orderId !== undefined && traceId !== orderId;
    });
    return { all: about.length, inOtherTraces };
  }

  /** The log lines of all apps and servers that contain these words. */
  linesWith(words: string): string[] {
    return this.lines().filter((line) => line.includes(words));
  }

  /** What Postgres wrote of each deadlock: both statements, and what they waited for. */
  deadlocks(): string[] {
    const lines = this.lines();
    return lines.flatMap((line, at) =>
      line.includes('ERROR:  deadlock detected') ? [lines.slice(at, at + LINES_OF_A_DEADLOCK).join('\n')] : [],
    );
  }

  private lines(): string[] {
    const folder = path.join(this.stateDir, 'logs');
    return readdirSync(folder).flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n'));
  }

  sql<Row>(query: string, params: unknown[] = []): Promise<Row[]> {
    return this.run.admin.query<Row>(query, params);
  }

  /** Kills an app with SIGKILL. Resolves when the launcher has started it again and it says that it is ready. */
  async kills(app: string): Promise<void> {
    const { pid } = this.appNamed(app);
    process.kill(pid, 'SIGKILL');
    await eventually(() => this.appNamed(app).pid !== pid, RESTARTED);
    await eventually(async () => (await fetch(`${this.appNamed(app).url}/health/ready`)).ok, RESTARTED);
  }

  /** Kills an embedded server with SIGKILL: `postgres` or `redis`. False when the queue lives in Postgres, so that there is no Redis. */
  async killsServer(name: 'redis' | 'postgres'): Promise<boolean> {
    if (!this.report.servers[name]) return false;
    // An earlier kill may have changed the pid, so the server itself is asked for its present pid.
    const pid = name === 'postgres' ? await this.pidOfPostgres() : await this.pidOfRedis();
    process.kill(pid, 'SIGKILL');
    return true;
  }

  async pidOfPostgres(): Promise<number> {
    const [row] = await this.sql<{ pid: number }>(
      `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`,
    );
    return row!.pid;
  }

  private async pidOfRedis(): Promise<number> {
    const redis = new Redis(this.report.env['REDIS_URL'] ?? '');
    try {
      return Number(/^process_id:(\d+)/m.exec(await redis.info('server'))?.[1]);
    } finally {
      redis.disconnect();
    }
  }

  /**
   * Stops an embedded server with SIGSTOP, as when its machine hangs. The returned function lets the server continue. Throws when the
   * product runs no such server.
   */
  async freezesServer(name: 'redis' | 'postgres'): Promise<() => void> {
    if (!this.report.servers[name]) throw new Error(`the product runs no ${name} of its own`);
    const pid = name === 'postgres' ? await this.pidOfPostgres() : await this.pidOfRedis();
    process.kill(pid, 'SIGSTOP');
    return () => process.kill(pid, 'SIGCONT');
  }

  /** Stops an app with SIGSTOP. The returned function lets the app continue. */
  freezes(app: string): () => void {
    const { pid } = this.appNamed(app);
    process.kill(pid, 'SIGSTOP');
    return () => process.kill(pid, 'SIGCONT');
  }

  /**
   * Stops an app or `redis` with SIGSTOP. The returned function lets the process continue, and does nothing if it was killed meanwhile.
   * Undefined when no such process runs at present.
   */
  async silences(name: string): Promise<(() => void) | undefined> {
    if (name === 'redis' && !this.report.servers['redis']) return undefined;
    const pid = name === 'redis' ? await this.pidOfRedis() : this.appNamed(name).pid;
    const signals = (signal: NodeJS.Signals): boolean => {
      try {
        return process.kill(pid, signal);
      } catch {
        return false;
      }
    };
    return signals('SIGSTOP') ? () => void signals('SIGCONT') : undefined;
  }

  /** Empties the queue's Redis (FLUSHALL). */
  async forgetsQueue(): Promise<void> {
    const redis = new Redis(this.report.env['REDIS_URL'] ?? '');
    await redis.flushall();
    redis.disconnect();
  }

  /** The tables of all schemas that contain this word in any column of any row. */
  tablesWith(word: string): Promise<string[]> {
    return this.run.admin.tablesWith(word);
  }

  /** The places that still hold this word: tables of any schema, jobs in the queue's Redis, and the log of Redis' commands. */
  async placesWith(word: string): Promise<string[]> {
    const tables = await this.run.admin.tablesWith(word);
    const url = this.report.env['REDIS_URL'];
    if (!url) return tables; // without Redis the queue is one of the tables
    const redis = new Redis(url);
    const jobs: string[] = [];
    for (const key of await redis.keys('*')) {
      if ((await redis.type(key)) !== 'hash') continue;
      if (JSON.stringify(await redis.hgetall(key)).includes(word)) jobs.push(key);
    }
    redis.disconnect();
    const logs = globSync('redis/**/*.{aof,rdb}', { cwd: this.stateDir }).filter((log) =>
      readFileSync(path.join(this.stateDir, log)).includes(word),
    );
    return [...tables, ...jobs, ...logs];
  }

  /** Where programs reach the public API. */
  get publicApiUrl(): string {
    return this.report.env['PUBLIC_API_URL'] ?? '';
  }

  /** The paths of the files in storage. */
  storedFiles(): string[] {
    const files = globSync('**/s3/**/*~', { cwd: this.stateDir }); // unlike readdir, it does not fail when a folder vanishes
    return files.map((file) => path.join(this.stateDir, file));
  }

  /** The paths of the stored files whose keys contain this id. */
  filesOf(id: string): string[] {
    return this.storedFiles().filter((file) => file.includes(id));
  }

  appNamed(app: string): RunningApp {
    const found = this.report.apps[app];
    if (!found) throw new Error(`no app ${app}; there are ${Object.keys(this.report.apps).join(', ')}`);
    return found;
  }

  /** The metrics of each app as Prometheus reads them, one series per line. */
  async series(): Promise<{ readonly app: string; readonly lines: readonly string[] }[]> {
    return Promise.all(
      Object.entries(this.report.apps).map(async ([app, { url }]) => {
        const text = await (await fetch(`${url}/metrics`)).text();
        return { app, lines: text.split('\n').filter((line) => line !== '' && !line.startsWith('#')) };
      }),
    );
  }

  /**
   * Starts another process of an app beside the launcher's, and gives its pid. The process ends with the product, unless the caller has
   * ended it with `process.kill`.
   */
  async startsReplica(app: string, env: Readonly<Record<string, string>> = {}): Promise<number> {
    const port = env['HEALTH_PORT'] ?? String(await freePort());
    const replica = spawn(process.execPath, [path.join(REPOSITORY, 'apps', app, 'dist', 'main.js')], {
      cwd: REPOSITORY,
      env: {
        PATH: process.env['PATH'],
        ...this.report.env,
        DATABASE_URL: this.appNamed(app).databaseUrl,
        HEALTH_PORT: port,
        BOT_PORT: '0',
        API_PORT: '0',
        PUBLIC_API_PORT: '0',
        ...env,
      },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'], // the process ends with us, when its IPC pipe closes
    });
    this.replicas.push(replica);
    await eventually(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok, RESTARTED);
    return replica.pid!;
  }

  private urlOf(fake: Fake): string {
    if (fake === 'telegram') return this.telegramUrl;
    if (fake === 's3') return this.report.s3Url;
    return fake === 'fal' ? this.report.falUrl : this.report.openAiUrl.replace(/\/v1$/, '');
  }
}

/** The processor time of a process and all its descendants, including those that have ended; 0 where there is no /proc. */
const processorSecondsOf = (root: number | undefined): number => {
  const below = new Map<number, number[]>();
  const ticks = new Map<number, number>();
  for (const file of globSync('/proc/[0-9]*/stat')) {
    try {
      const [pid, rest] = readFileSync(file, 'utf8').split(/ \(.*\) /s) as [string, string];
      const figures = rest.split(' ').map(Number);
      below.set(figures[1]!, [...(below.get(figures[1]!) ?? []), Number(pid)]);
      ticks.set(
        Number(pid),
        figures.slice(11, 15).reduce((sum, each) => sum + each, 0),
      );
    } catch {
      continue; // the process has ended
    }
  }
  const used = (pid: number): number =>
    (ticks.get(pid) ?? 0) + (below.get(pid) ?? []).reduce((sum, each) => sum + used(each), 0);
  return Math.round(used(root ?? 0) / TICKS_A_SECOND);
};
/** How many clock ticks of /proc a second has: 100 in the kernel of every Linux distribution. */
const TICKS_A_SECOND = 100;

const post = async (url: string, body: object): Promise<void> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
};
