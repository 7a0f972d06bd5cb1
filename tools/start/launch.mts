import { startPostgres, startRedis, timePasses, type EmbeddedServer } from '@aisha/embedded';
import { DEFAULT_INSTALLATION } from '@aisha/domain';
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { AppProcess, type AppOptions } from './app-process.mts';
import { EmbeddedServers } from './embedded-servers.mts';
import { bundleOf, compileCacheOf, CONFIGURATIONS_BUNDLE, freshBundles, MIGRATE_BUNDLE } from './entry-files.mts';
import { PROVIDER_NAMES, readEnvironment, sandboxed, type Environment, type Provider } from './environment.mts';
import { LogFiles } from './log-files.mts';
import { memoryInUse } from './memory.mts';
import { MigrationMark } from './migration-mark.mts';
import { makePlan, SANDBOX, type Plan } from './plan.mts';
import { takenPort } from './ports.mts';
import { forgetRunningEnvironment, keepRunningEnvironment, runningPage } from './running-environment.mts';
import { StartError } from './start-error.mts';
import { StartWarnings } from './start-warnings.mts';
import { lockState, StateInUseError, type StateLock } from './state-lock.mts';
import { askForBot, type Bot } from './telegram.mts';

interface LaunchOptions {
  /** The folder with `apps` and `libs`, compiled. */
  root: string;
  /** Variables that override those of `.env`; normally process.env. */
  env: Environment;
  /** When it aborts, the launcher gives up a start under way and stops everything in order. */
  signal?: AbortSignal;
  /** Keeps the queue in Postgres although the machine has a Redis. */
  withoutRedis?: boolean;
  /**
   * Set when some apps are of an earlier release. Such apps begin as soon as they are started, so the launcher starts every app only when it
   * can begin.
   */
  withEarlierApps?: boolean;
  /** Receives sentences for the person at the terminal about a process that ended and should not have. */
  say?: (sentence: string) => void;
  /** Receives how far a slow start has come, each time that changes. A busy machine starts slowly, so nothing is wrong yet. */
  onSlow?: (sentence: string) => void;
  /** Receives the warnings in the logs of apps and servers. */
  warn?: (name: string, text: string) => void;
  onRestarted?: (app: { name: string; pid: number | undefined }) => void;
  /** Called with the port on which an app answers /health, after its first start and after each restart. */
  onListening?: (app: { name: string; port: number }) => void;
  /** Called when an app or a server crashed too often, or the page's port is taken; everything has been stopped. */
  onGivenUp?: (sentence: string) => void;
}

export interface Running {
  /** The address of the chat page; undefined where Telegram is the real one. */
  pageUrl: string | undefined;
  /**
   * The address of the owner's desk, with a token that signs in where the sandbox plays Telegram; undefined where the desk is not among the
   * apps.
   */
  deskUrl: string | undefined;
  /** The bot as the real Telegram knows it; undefined where the sandbox plays Telegram. */
  bot: Bot | undefined;
  /** The environment of the apps. It holds keys, so it must never be logged. */
  env: Environment;
  sandboxed: Provider[];
  postgres: 'embedded' | 'given';
  queue: 'redis' | 'embedded-redis' | 'postgres';
  stateDir: string;
  logDir: string;
  readyInMs: number;
  /** The memory (PSS) of all processes in bytes; undefined where it cannot be measured. */
  memoryBytes: number | undefined;
  /** The apps by name, the sandbox included. */
  apps: ReadonlyMap<string, AppProcess>;
  /** Embedded servers by name, for tests that kill one. */
  servers: ReadonlyMap<string, EmbeddedServer>;
  /** Stops the apps, the sandbox, Redis and Postgres, in this order. */
  stop(): Promise<void>;
}

/**
 * Starts the servers for which no URL is given, the sandbox for the providers without a key, then all apps at once.
 * When something cannot start, it stops everything and throws StartError.
 */
export const launch = async (options: LaunchOptions): Promise<Running> => {
  const given = readEnvironment(options.env, path.join(options.root, '.env'));
  const stateDir = path.resolve(options.root, given['STATE_DIR'] ?? '.state');
  // Other users may pass through the folder but not list it: Postgres runs as another user when the launcher runs as root.
  try {
    mkdirSync(stateDir, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw new StartError(
      `STATE_DIR: must be a folder that can be made and written to (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
  let lock: StateLock;
  try {
    lock = lockState(stateDir);
  } catch (error) {
    if (error instanceof StateInUseError) {
      const page = runningPage(stateDir);
      throw new StartError(page ? `${error.message} Its page: ${page}` : error.message);
    }
    throw error;
  }
  const launcher = new Launcher(options, given, stateDir, lock);
  options.signal?.addEventListener('abort', () => void launcher.stop(), { once: true });
  try {
    return await launcher.start();
  } catch (error) {
    await launcher.stop();
    throw error;
  }
};

/**
 * After this long the person at the terminal is told how far the start is. A quiet machine starts everything sooner; a busy one may take
 * minutes.
 */
const SLOW_AFTER_MS = 10_000;
const SLOW_TOLD_EVERY_MS = 250;
/** Apps look at what they depend on once a minute (platform.module.ts), so within this time each has looked again. */
const DEPENDENCIES_FOUND_WITHIN_MS = 75_000;
/** The line of a slow start names the apps that are missing when there are at most this many of them. */
const NAMED_AT_MOST = 2;

const deskUrl = ({ CONSOLE_URL = '', SANDBOX_DESK_TOKEN }: Environment): string =>
  SANDBOX_DESK_TOKEN ? `${CONSOLE_URL}/#/login?token=${SANDBOX_DESK_TOKEN}` : CONSOLE_URL;

/** The messages that the sandbox sends over IPC (apps/sandbox/src/launcher/told-by-sandbox.ts). */
interface ToldBySandbox {
  /** The port on which the sandbox serves its page. */
  pagePort?: number;
  /** Set when another program has the page's port. */
  takenPagePort?: number;
  /** Set when another program has this provider's port; the sandbox ends. */
  takenPortOf?: Provider;
  /** How many hours the sandbox wants to pass for the product. */
  passHours?: number;
}

class Launcher {
  private readonly startedAt = performance.now();
  private readonly options: LaunchOptions;
  private readonly given: Environment;
  private readonly stateDir: string;
  private readonly lock: StateLock;
  private readonly logs: LogFiles;
  private readonly servers: EmbeddedServers;
  private readonly apps = new Map<string, AppProcess>();
  private stopped: Promise<void> | undefined;
  private givenUp: StartError | undefined;
  private readonly freshBundle: (bundle: string) => string | undefined;
  private pagePort: number | undefined;
  /** Once the apps have begun they know the addresses of Postgres and of the sandbox, which must then not change. */
  private areAppsBegun = false;
  private isUp = false;
  /**
   * The addresses at which the sandbox reads the product's rows and queues. Undefined until Postgres and the queue run, and where people may
   * be real.
   */
  private productIsAt: object | undefined;
  /** The apps that have answered that they are ready. */
  private readonly ready = new Set<string>();
  private toStart: readonly string[] = [];
  private readonly warnings: StartWarnings;
  /**
   * Whether the sandbox may make rows older (`passTime`): it plays everything outside, the database is that of the state directory, and no
   * earlier request for this is under way.
   */
  private mayTimePass: boolean;
  /** Writes the apps' addresses into the state directory, for commands. Set once everything runs, and called again when an app's port changes. */
  private keepForCommands = (): void => {};

  constructor(options: LaunchOptions, given: Environment, stateDir: string, lock: StateLock) {
    this.options = options;
    this.given = given;
    this.stateDir = stateDir;
    this.lock = lock;
    this.mayTimePass = sandboxed(given).length === PROVIDER_NAMES.length && !given['MIGRATE_DATABASE_URL'];
    this.freshBundle = freshBundles(options.root);
    this.warnings = new StartWarnings(options.warn ?? (() => {}));
    this.logs = new LogFiles(path.join(stateDir, 'logs'), (name, text) => this.warnings.take(name, text));
    this.servers = new EmbeddedServers(
      (sentence) => this.say(sentence),
      (sentence) => void this.giveUp(sentence),
    );
  }

  async start(): Promise<Running> {
    const slow = setInterval(() => this.tellHowFar(), SLOW_TOLD_EVERY_MS);
    try {
      return await this.startAll();
    } finally {
      clearInterval(slow);
    }
  }

  private async startAll(): Promise<Running> {
    const plan = await makePlan(
      this.options.root,
      this.given,
      this.stateDir,
      this.lock.wasStale,
      this.freshBundle(CONFIGURATIONS_BUNDLE),
    );
    const { env, usesSandbox } = plan;
    this.toStart = [...(usesSandbox ? [SANDBOX] : []), ...plan.apps];
    for (const sentence of plan.warnings) this.say(sentence);
    forgetRunningEnvironment(this.stateDir); // a launcher that was killed may have left the file
    const bot = this.given['TELEGRAM_BOT_TOKEN'] ? askForBot(env) : undefined;
    const queue = this.startQueue(plan);
    const { isAddressed, isStarted } = this.startDatabase(env);
    const servers = Promise.all([isStarted, queue]);
    const begins = Promise.all([
      servers.then(() => {
        this.showInside(env);
        return this.migrate(plan.migrationEnv());
      }),
      usesSandbox && this.startApp(SANDBOX, plan, { onTold: (told) => this.sandboxTold(told, plan) }),
    ]);
    void begins.then(
      () => (this.areAppsBegun = true),
      () => {}, // awaited below, where it throws
    );
    await Promise.all([Promise.race([isAddressed, isStarted]), queue]);
    // Apps of an earlier release cannot wait: when there are any, all apps are started only when they can begin. Otherwise the apps load
    // their code while the database starts and is migrated and the sandbox starts.
    if (this.options.withEarlierApps) await begins;
    const apps = plan.apps.map((name) => this.startApp(name, plan, { begins }));
    await begins;
    await Promise.all(apps);
    if (this.givenUp) throw this.givenUp;
    if (this.stopped) throw new StartError('The start was given up.');
    this.isUp = true;
    setTimeout(() => this.warnings.isUp(), DEPENDENCIES_FOUND_WITHIN_MS).unref();
    const pageUrl = usesSandbox && !bot ? `http://127.0.0.1:${this.pagePort}` : undefined;
    this.keepForCommands = () =>
      keepRunningEnvironment(this.stateDir, { ...env, HEALTH_URLS: this.healthUrls(plan) }, pageUrl);
    this.keepForCommands();

    return {
      pageUrl,
      deskUrl: plan.apps.includes('console') ? deskUrl(env) : undefined,
      bot: await bot,
      env,
      sandboxed: sandboxed(this.given),
      postgres: this.given['MIGRATE_DATABASE_URL'] ? 'given' : 'embedded',
      queue: this.given['REDIS_URL'] ? 'redis' : env['REDIS_URL'] ? 'embedded-redis' : 'postgres',
      stateDir: this.stateDir,
      logDir: path.join(this.stateDir, 'logs'),
      readyInMs: performance.now() - this.startedAt,
      memoryBytes: memoryInUse(),
      apps: this.apps,
      servers: this.servers.byName,
      stop: () => this.stop(),
    };
  }

  /**
   * Lets the chat page show the product's rows and queues, except where people may be real: with the real Telegram, or in a given database.
   */
  private showInside({ MIGRATE_DATABASE_URL, REDIS_URL, INSTALLATION = DEFAULT_INSTALLATION }: Environment): void {
    if (!sandboxed(this.given).includes('telegram') || this.given['MIGRATE_DATABASE_URL']) return;
    this.productIsAt = {
      databaseUrl: MIGRATE_DATABASE_URL,
      redisUrl: REDIS_URL ?? null,
      installation: INSTALLATION,
      mayTimePass: this.mayTimePass,
    };
    this.apps.get(SANDBOX)?.tell({ productIsAt: this.productIsAt });
  }

  private tellHowFar(): void {
    if (performance.now() - this.startedAt < SLOW_AFTER_MS || this.stopped) return;
    const missing = this.toStart.filter((name) => !this.ready.has(name));
    if (missing.length === 0) return;
    const isLast = missing.length <= NAMED_AT_MOST ? `, waiting for ${missing.join(', ')}` : '';
    this.options.onSlow?.(`Still starting: ${this.ready.size} of ${this.toStart.length} are ready${isLast}.`);
  }

  /**
   * Stops the apps, makes everything in their rows older, and starts them again: what depends on the clock is then due (decision 241).
   * Tells the sandbox whether the time has passed.
   */
  private async passTime(hours: number, { env, apps }: Plan): Promise<void> {
    const tell = (isPassed: boolean): void => this.apps.get(SANDBOX)?.tell({ isPassed });
    if (!this.isUp || !this.mayTimePass) return tell(false);
    const works = apps.flatMap((name) => this.apps.get(name) ?? []);
    this.mayTimePass = false; // until the time has passed
    let isPassed = true;
    await Promise.all(works.map((app) => app.stop()));
    const client = new Client({ connectionString: env['MIGRATE_DATABASE_URL'] });
    client.on('error', () => {}); // the statement under way reports the error; without a listener it would end the launcher
    try {
      await client.connect();
      await timePasses(async (statement) => (await client.query(statement)).rows as unknown[], hours);
    } catch (error) {
      isPassed = false;
      this.say(`No time passed: ${(error as Error).message}`);
    }
    await client.end();
    if (this.stopped) return;
    await Promise.all(works.map((app) => app.start()));
    this.mayTimePass = true;
    tell(isPassed);
  }

  private healthUrls({ apps }: Plan): string {
    return apps.map((name) => `${name}=http://127.0.0.1:${this.apps.get(name)?.port}`).join(',');
  }

  stop(): Promise<void> {
    this.stopped ??= this.stopInOrder();
    return this.stopped;
  }

  private async stopInOrder(): Promise<void> {
    this.keepForCommands = () => {};
    const sandbox = this.apps.get(SANDBOX);
    await Promise.all([...this.apps.values()].filter((app) => app !== sandbox).map((app) => app.stop()));
    await sandbox?.stop();
    await this.servers.stop();
    this.logs.close();
    forgetRunningEnvironment(this.stateDir);
    this.lock.release();
  }

  /** Brings the database to the newest schema, unless an earlier start has done so. A given database may have changed in any way since. */
  private async migrate(env: Environment): Promise<void> {
    const { root } = this.options;
    const bundle = this.freshBundle(MIGRATE_BUNDLE);
    const mark = bundle && !this.given['MIGRATE_DATABASE_URL'] ? new MigrationMark(env, bundle) : undefined;
    const log = this.logs.of('migrations');
    if (await mark?.isThere()) return log('migrations: an earlier start has run them');
    const file = bundle ?? path.join(root, 'libs', 'database', 'dist', 'migrate.js');
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [file], {
        env: { ...env, ...this.compileCache(bundle) } as NodeJS.ProcessEnv,
        cwd: root,
      });
      log(stdout.trim());
      await mark?.set();
    } catch (error) {
      const said = ((error as { stderr?: string }).stderr ?? '').trim().replace(/^migrations failed: /, '');
      const ours = this.given['MIGRATE_DATABASE_URL']
        ? ''
        : ` It is in ${this.stateDir}: move that away, or set STATE_DIR to another folder.`;
      throw new StartError(`The database could not be brought up to date. ${said}${ours}`);
    }
  }

  /** Names the compile cache beside the app's bundle, unless there is no bundle or NODE_COMPILE_CACHE names another folder. */
  private compileCache(bundle: string | undefined): Environment {
    return bundle && !this.given['NODE_COMPILE_CACHE'] ? compileCacheOf(bundle) : {};
  }

  /** Starts Postgres unless one was given. The address is known once its data is made, so the apps can be started with it while it starts. */
  private startDatabase(told: Environment): { isAddressed: Promise<void>; isStarted: Promise<void> } {
    const addressed = Promise.withResolvers<void>();
    const onAddress = (url: string): void => {
      if (told['MIGRATE_DATABASE_URL'] === url) return; // the server starts again where it was
      told['MIGRATE_DATABASE_URL'] = url;
      this.tellAppsAnew();
      addressed.resolve();
    };
    const start = async (): Promise<void> => {
      told['MIGRATE_DATABASE_URL'] =
        this.given['MIGRATE_DATABASE_URL'] ??
        (await this.servers.start('postgres', (port) =>
          startPostgres({
            stateDir: this.stateDir,
            durable: true,
            onAddress,
            log: this.logs.of('postgres'),
            ...port,
          }),
        ));
    };
    return { isAddressed: addressed.promise, isStarted: start() };
  }

  /** Replaces the apps that have been started and have not begun, because an address that they were told has changed. */
  private tellAppsAnew(): void {
    if (this.areAppsBegun) return;
    for (const [name, app] of this.apps) if (name !== SANDBOX) app.tellAnew();
  }

  private async startQueue({ env: told, queueUsers }: Plan): Promise<void> {
    const url = this.options.withoutRedis ? undefined : await this.queueUrl(queueUsers);
    // Without an address of Redis, the queue lives in Postgres.
    if (url) told['REDIS_URL'] = url;
    else if (this.given['DATABASE_URL'])
      throw new StartError(
        'REDIS_URL: must be set, or redis-server installed: behind a pooler (DATABASE_URL) nothing would wake the queue in Postgres.',
      );
  }

  private async queueUrl(users: readonly string[]): Promise<string | undefined> {
    return (
      this.given['REDIS_URL'] ??
      (await this.servers.start('redis', (port) =>
        startRedis({
          stateDir: this.stateDir,
          durable: true,
          users,
          log: this.logs.of('redis'),
          ...port,
        }),
      ))
    );
  }

  /**
   * Handles the messages of the sandbox. When the page's port is taken, the start fails with a sentence; a product that already runs goes
   * on without the page. When a provider's port is taken, the provider moves to another port, as long as no app has begun.
   */
  private sandboxTold(told: ToldBySandbox, plan: Plan): void {
    const { pagePort, takenPagePort, takenPortOf, passHours } = told;
    if (passHours !== undefined) void this.passTime(passHours, plan);
    if (pagePort !== undefined) plan.movePage((this.pagePort = pagePort));
    if (takenPagePort !== undefined) {
      const sentence = takenPort('SANDBOX_PAGE_PORT', takenPagePort);
      if (this.isUp) this.say(`${sentence} The chat page comes back by itself; everything else works.`);
      else void this.giveUp(sentence);
    }
    if (takenPortOf === undefined || this.areAppsBegun) return;
    plan.moveSandbox(takenPortOf);
    this.tellAppsAnew();
  }

  private async startApp(name: string, plan: Plan, options: Pick<AppOptions, 'begins' | 'onTold'>): Promise<void> {
    if (this.stopped) return;
    const bundle = this.freshBundle(bundleOf(name));
    const compileCache = this.compileCache(bundle);
    const app: AppProcess = new AppProcess({
      name,
      file: bundle ?? path.join(this.options.root, 'apps', name, 'dist', 'main.js'),
      cwd: this.options.root,
      env: () => ({ ...plan.envOf(name), ...compileCache }),
      ...options,
      log: this.logs.of(name),
      say: (sentence) => this.say(sentence),
      onRestarted: () => this.options.onRestarted?.({ name, pid: app.pid }),
      onListening: () => {
        if (name === SANDBOX && this.productIsAt) app.tell({ productIsAt: this.productIsAt });
        this.keepForCommands();
        this.options.onListening?.({ name, port: app.port });
      },
      onGivenUp: (sentence) => void this.giveUp(sentence),
    });
    this.apps.set(name, app);
    await app.start();
    this.ready.add(name);
  }

  private async giveUp(why: string): Promise<void> {
    if (this.givenUp || this.stopped) return;
    this.givenUp = new StartError(
      `${why} Everything has been stopped; ${path.join(this.stateDir, 'logs')} tells more.`,
    );
    await this.stop();
    this.options.onGivenUp?.(this.givenUp.message);
  }

  private say(sentence: string): void {
    this.options.say?.(sentence);
  }
}
