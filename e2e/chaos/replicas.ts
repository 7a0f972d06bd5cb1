import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { APP_LOGINS, DEFAULT_INSTALLATION, loginName } from '@aisha/domain';
import { freePort } from '@aisha/embedded';
import { eventually } from '@aisha/testing';
import { Relay, type NetworkState } from '@aisha/testing/relay';
import { RESTARTED } from '../src/patience';
import { REPOSITORY, type Product } from '../src/product';

type AppName = keyof typeof APP_LOGINS;
export const APPS = Object.keys(APP_LOGINS) as AppName[];

/** The services that an app reaches. Each connection between an app and a service is a network of its own. */
export const PLACES = ['postgres', 'redis', 'storage', 'fal', 'openai', 'telegram'] as const;
export type Place = (typeof PLACES)[number];

/** The apps that are called from outside, each with the variable of the port on which it is called. */
const PUBLIC_PORTS: { readonly [app in AppName]?: string } = {
  'bot-gateway': 'BOT_PORT',
  'webhook-receiver': 'API_PORT',
  'public-api': 'PUBLIC_API_PORT',
};

/** How long after its end a process is started again, as a supervisor would do. */
const STARTED_AGAIN_AFTER_MS = 500;
const STARTED_WITHIN = { timeoutMs: 240_000 };

/** Debian's libfaketime, which tells a process another time than that of the machine. */
const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';
export const canClocksJump = existsSync(FAKETIME);

/** The processes of all apps, `count` of each. Each has networks and a clock of its own, and is started again when it ends. */
export class Replicas {
  private readonly ingress: Relay[] = [];

  private constructor(readonly all: readonly Replica[]) {}

  static async start(product: Product, count: number): Promise<Replicas> {
    const all = await Promise.all(
      APPS.flatMap((app) => Array.from({ length: count }, (_, nth) => Replica.make(product, app, nth + 1))),
    );
    const replicas = new Replicas(all);
    const { env } = product.report;
    for (const [app, port] of Object.entries(PUBLIC_PORTS)) {
      const places = all.filter((replica) => replica.app === app).map((replica) => replica.publicPort);
      replicas.ingress.push(await Relay.to(places, Number(env[port])));
    }
    await Promise.all(all.map((replica) => replica.isReady(STARTED_WITHIN)));
    return replicas;
  }

  /** The networks over which Telegram, FAL and people's programs reach the product. */
  get waysIn(): readonly Relay[] {
    return this.ingress;
  }

  /** Kills every process of an app with SIGKILL; resolves when they are ready again. */
  async kills(app: string): Promise<void> {
    const killed = this.all.filter((replica) => replica.app === app);
    await Promise.all(killed.map((replica) => replica.isKilled()));
  }

  /** Repairs all networks and clocks. */
  comeRight(): void {
    for (const relay of this.ingress) relay.becomes('open');
    for (const replica of this.all) replica.comesRight();
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((replica) => replica.stop()));
    await Promise.all(this.ingress.map((relay) => relay.close()));
  }
}

export class Replica {
  private child: ChildProcess | undefined;
  private isStopping = false;
  private startedAt = 0;

  private constructor(
    readonly app: AppName,
    readonly name: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly networks: ReadonlyMap<Place, Relay>,
    private readonly logDir: string,
  ) {}

  static async make(product: Product, app: AppName, nth: number): Promise<Replica> {
    const told = { ...product.given, ...product.report.env };
    const portOf = (url: string | undefined): number => Number(new URL(url!).port);
    const ports: Record<Place, number> = {
      postgres: portOf(product.report.databaseUrl),
      redis: told['REDIS_URL'] ? portOf(told['REDIS_URL']) : 0,
      storage: portOf(product.report.s3Url),
      fal: portOf(product.report.falUrl),
      openai: portOf(product.report.openAiUrl),
      telegram: portOf(product.report.telegramUrl),
    };
    const networks = new Map<Place, Relay>();
    for (const place of PLACES) if (ports[place] !== 0) networks.set(place, await Relay.to([ports[place]]));
    const through = (url: string, place: Place): string =>
      url.replace(`:${ports[place]}`, `:${networks.get(place)!.port}`);

    const login = APP_LOGINS[app];
    const owner = new URL(product.report.databaseUrl);
    owner.username = loginName(DEFAULT_INSTALLATION, login);
    owner.password = product.secrets[`${login}Password`]!;
    const needsDatabase = login !== 'receiver' || !told['REDIS_URL'];
    const name = `${app}-${nth}`;
    const clock = path.join(product.stateDir, `${name}.clock`);
    writeFileSync(clock, '+0');
    const env: Record<string, string> = {
      ...told,
      PATH: process.env['PATH']!,
      HEALTH_PORT: String(await freePort()),
      ...Object.fromEntries(Object.values(PUBLIC_PORTS).map((port) => [port, '0'])),
      ...(PUBLIC_PORTS[app] && { [PUBLIC_PORTS[app]]: String(await freePort()) }),
      CONSOLE_PORT: '0',
      MALLOC_ARENA_MAX: '2',
      MALLOC_MMAP_THRESHOLD_: '131072',
      MALLOC_TRIM_THRESHOLD_: '131072',
      ...(needsDatabase && { DATABASE_URL: through(owner.href, 'postgres') }),
      ...(told['REDIS_URL'] && { REDIS_URL: through(told['REDIS_URL'], 'redis') }),
      MINIO_ENDPOINT: through(told['MINIO_ENDPOINT']!, 'storage'),
      FAL_QUEUE_URL: through(told['FAL_QUEUE_URL']!, 'fal'),
      FAL_REST_URL: through(told['FAL_REST_URL']!, 'fal'),
      FAL_PLATFORM_URL: through(told['FAL_PLATFORM_URL']!, 'fal'),
      FAL_JWKS_URL: through(told['FAL_JWKS_URL']!, 'fal'),
      OPENAI_BASE_URL: through(told['OPENAI_BASE_URL']!, 'openai'),
      TELEGRAM_API_ROOT: through(told['TELEGRAM_API_ROOT']!, 'telegram'),
      ...(canClocksJump && {
        LD_PRELOAD: FAKETIME,
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_CACHE_DURATION: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1', // a jump of the clock does not change the time since boot
        DONT_FAKE_MONOTONIC: '1',
        FAKETIME_DISABLE_SHM: '1',
      }),
    };
    delete env['MIGRATE_DATABASE_URL'];
    const replica = new Replica(app, name, env, networks, path.join(product.stateDir, 'logs'));
    replica.starts();
    return replica;
  }

  /** The port on which Telegram, FAL or people's programs call the app. */
  get publicPort(): number {
    return Number(this.env[PUBLIC_PORTS[this.app] ?? '']);
  }

  /** The places that the process reaches. */
  get places(): readonly Place[] {
    return [...this.networks.keys()];
  }

  get ageMs(): number {
    return performance.now() - this.startedAt;
  }

  network(place: Place, state: NetworkState): void {
    this.networks.get(place)?.becomes(state);
  }

  /** Sets the process' clock this many seconds ahead of the machine's clock, or behind it when the number is negative. */
  clockIs(seconds: number): void {
    const { FAKETIME_TIMESTAMP_FILE: file } = this.env;
    if (file === undefined) return;
    writeFileSync(`${file}.new`, seconds < 0 ? `${seconds}` : `+${seconds}`);
    renameSync(`${file}.new`, file);
  }

  comesRight(): void {
    for (const relay of this.networks.values()) relay.becomes('open');
    this.clockIs(0);
  }

  /** Sends the process a signal; false when it has just ended. */
  signals(signal: NodeJS.Signals): boolean {
    return this.child?.kill(signal) ?? false;
  }

  /** Kills the process with SIGKILL; resolves when the process that replaces it says that it is ready. */
  async isKilled(): Promise<void> {
    const { startedAt } = this;
    this.signals('SIGKILL');
    await eventually(() => this.startedAt !== startedAt, RESTARTED);
    await this.isReady();
  }

  /** Waits until the process says that it is ready. */
  async isReady(patience = RESTARTED): Promise<void> {
    await eventually(async () => (await fetch(`http://127.0.0.1:${this.env['HEALTH_PORT']}/health/ready`)).ok, {
      ...patience,
      everyMs: 250,
    }).catch((error: Error) => {
      throw new Error(`${this.name}: ${error.message}\n${this.lastWords()}`);
    });
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.comesRight();
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(hard);
    }
    await Promise.all([...this.networks.values()].map((relay) => relay.close()));
  }

  private lastWords(): string {
    const file = path.join(this.logDir, `${this.name}.log`);
    return existsSync(file) ? readFileSync(file, 'utf8').slice(-2_000) : '';
  }

  private starts(): void {
    if (this.isStopping) return;
    const folder = path.join(REPOSITORY, 'apps', this.app, 'dist');
    const bundle = path.join(folder, 'bundle', 'main.js');
    this.startedAt = performance.now();
    const child = spawn(
      process.execPath,
      [existsSync(bundle) ? bundle : path.join(folder, 'main.js')],
      { cwd: REPOSITORY, env: this.env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }, // the process ends with us, when its IPC pipe closes
    );
    this.child = child;
    const log = createWriteStream(path.join(this.logDir, `${this.name}.log`), { flags: 'a' });
    for (const stream of [child.stdout!, child.stderr!]) stream.pipe(log, { end: false });
    child.once('close', () => log.end());
    child.once('exit', () => void pause(STARTED_AGAIN_AFTER_MS).then(() => this.starts()));
  }
}
