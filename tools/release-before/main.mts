/**
 * `npm run release-before` checks whether the release before still works beside this commit. The apps of that release draw a picture on
 * their own schema and on this commit's; an order that is under way while the product is replaced ends in the new product; then the old
 * gateway works with the new workers and billing, and the new gateway with the old ones. Each order must be delivered and captured, and no
 * message may become a dead letter. The release before is the newest tag from which this commit descends.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect, promisify } from 'node:util';
import { Database } from '@aisha/database';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { Person } from '@aisha/fakes/telegram';
import { Admin } from '@aisha/testing/fixtures';
import { demoEnvironment } from '../demo/environment.mts';
import { errorsIn } from '../demo/errors-in-logs.mts';
import { temporaryFolder } from '../demo/temporary-folder.mts';
import { optionsOf } from '../options/options.mts';
import { Repository } from '../release/repository.mts';
import { AppProcess } from '../start/app-process.mts';
import { bundleOf, compileCacheOf } from '../start/entry-files.mts';
import { migrationEnvironment, type Environment } from '../start/environment.mts';
import { launch, type Running } from '../start/launch.mts';
import { SANDBOX } from '../start/plan.mts';
import { keepSecrets } from '../start/secrets.mts';
import { SILENT, Walker } from '../story/walker.mts';
import { compiledCheckout } from './checkout.mts';

/**
 * The commit that stands for the release before, until there is one. It is the last commit before a newer migration, and runs with this
 * checkout's packages.
 */
const BEFORE_THE_FIRST = 'c1f87c4f08875ba074f12161d995344d1ccfbfde';
const ENDS_WITHIN_MS = 20 * 60_000;
/** The credits that the person gets: enough for several pictures without an avatar. */
const CREDITS = '50';
/** With this factor a picture takes FAL some three seconds, which is long enough to be under way when the product is replaced. */
const TIME_SCALE = '0.3';
/** The variables with the addresses of the servers, which only the running product knows. */
const ADDRESSES = ['DATABASE_URL', 'REDIS_URL'];
const GATEWAY = 'bot-gateway';
const LOOK_EVERY_MS = 50;

optionsOf(import.meta.filename, {});
const root = path.join(import.meta.dirname, '..', '..');
const repository = new Repository(root);
const startedAt = performance.now();
const say = (sentence: string): void =>
  void process.stdout.write(`${sentence} (${Math.round((performance.now() - startedAt) / 1_000)} s)\n`);

const revision = repository.lastRelease() ?? BEFORE_THE_FIRST;
const commit = repository.commitOf(revision);
if (commit === undefined) {
  process.stdout.write(`Skipped: ${revision} is not in this clone (git fetch --unshallow --tags).\n`);
  process.exit(0);
}
const before = compiledCheckout(root, commit);
say(`The release before is ${revision}, compiled`);

const abandon = new AbortController();
const { signal } = abandon;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => abandon.abort(new Error(`Stopped by ${name}.`)));
setTimeout(
  () => abandon.abort(new Error(`It took longer than ${ENDS_WITHIN_MS / 60_000} minutes.`)),
  ENDS_WITHIN_MS,
).unref();

const problems: string[] = [];
const temporary = temporaryFolder('aisha-release-before');
const stateDir = path.join(temporary.path, 'state');
mkdirSync(stateDir, { mode: 0o711 });
let running: Pick<Running, 'stop' | 'logDir'> | undefined;
let orders = 0;

const given = (): NodeJS.ProcessEnv => ({
  ...demoEnvironment(process.env, stateDir),
  WELCOME_CREDITS: CREDITS,
  SANDBOX_TIME_SCALE: TIME_SCALE,
});

/**
 * Starts the release before by this commit's launcher, in a process of its own: one process never gives a port twice, and what runs
 * afterwards has to be at the same addresses. Resolves to the environment that its apps were given.
 */
const startBefore = async (): Promise<Environment> => {
  const launcher = spawn(process.execPath, ['tools/start/main.mts', '--json', '--earlier-apps', '--root', before], {
    cwd: root,
    env: { ...given(), JEST_WORKER_ID: process.env['JEST_WORKER_ID'] }, // this launcher takes its ports from another range than the stories that run beside it
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(launcher, 'exit');
  running = {
    logDir: path.join(stateDir, 'logs'),
    stop: async () => {
      launcher.kill('SIGTERM');
      await ended;
    },
  };
  let words = '';
  launcher.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
  const ready = new Promise<Environment>((resolve) =>
    createInterface({ input: launcher.stdout }).on('line', (line) => {
      const told = JSON.parse(line) as { event: string; env: Environment };
      if (told.event === 'ready') resolve(told.env);
    }),
  );
  const failed = ended.then((): never => {
    throw new Error(`The release before did not start:\n${words}`);
  });
  failed.catch(() => undefined); // an orderly end of the launcher rejects this promise, too
  return Promise.race([ready, failed]);
};

const startNow = async (): Promise<Running> => {
  const started = await launch({
    root,
    env: given(),
    signal,
    say: (sentence) => problems.push(sentence),
  });
  running = started;
  return started;
};

/** Lets a new person order a picture. Returns that person, who then waits for the picture. */
const ordersPicture = async (told: Environment): Promise<Walker> => {
  orders += 1;
  const telegramUrl = told['TELEGRAM_API_ROOT']!.replace(/\/$/, '');
  const person = await Person.join(telegramUrl, { firstName: `Guest ${orders}`, language: 'en' });
  const walker = new Walker(person, SILENT, signal);
  await walker.writes('/start');
  await walker.waitsFor('new');
  await walker.writes('a lighthouse on a rock');
  // A tap before the offer shows the price of one picture would order nothing.
  await walker.goesOn('consent.yes', { 'gen.count': /^\D*1\b/, 'gen.draw': 'first' });
  await walker.taps('consent.yes');
  return walker;
};
const getsIt = (walker: Walker): Promise<unknown> => walker.waitsFor('gen.again');

const migrateAsNow = async (databaseUrl: string): Promise<void> => {
  const env = migrationEnvironment({ MIGRATE_DATABASE_URL: databaseUrl }, keepSecrets(stateDir)) as NodeJS.ProcessEnv;
  const { PATH } = process.env;
  await promisify(execFile)(process.execPath, ['libs/database/dist/migrate.js'], { cwd: root, env: { PATH, ...env } });
};

const admin = async <T,>(databaseUrl: string, ask: (admin: Admin) => Promise<T>): Promise<T> => {
  const asker = await Admin.connect(databaseUrl);
  try {
    return await ask(asker);
  } finally {
    await asker.close();
  }
};
const openOrders = (databaseUrl: string): Promise<number> =>
  admin(databaseUrl, async (asker) => {
    const rows = await asker.query(`SELECT FROM billing.credit_hold WHERE status = 'open'`);
    return rows.length;
  });

/** Whether the release before has the app; an app that is newer runs from this commit. */
const hasApp = (app: string): boolean => existsSync(path.join(before, bundleOf(app)));

/** The apps of a running product, each from this commit or from the release before. */
class MixedApps {
  private readonly current = new Map<string, { readonly app: AppProcess; readonly folder: string }>();
  private readonly running: Running;
  /** The environment that the apps of the release before were given. */
  private readonly told: Environment;

  constructor(running: Running, toldBefore: Environment) {
    this.running = running;
    this.told = toldBefore;
    for (const [name, app] of running.apps) this.current.set(name, { app, folder: root });
  }

  /** Runs these apps from the release before, if it has them, and all others from this commit. The sandbox goes on as it is. */
  async areOfBefore(isOfBefore: (app: string) => boolean): Promise<void> {
    const apps = [...this.current.keys()].filter((app) => app !== SANDBOX);
    await Promise.all(apps.map((app) => this.runs(app, isOfBefore(app) && hasApp(app) ? before : root)));
  }

  private async runs(name: string, folder: string): Promise<void> {
    const current = this.current.get(name);
    if (current?.folder === folder) return;
    await current?.app.stop();
    const now = this.running.apps.get(name)!.environment;
    const addresses = Object.fromEntries(ADDRESSES.map((address) => [address, now[address]]));
    const told = folder === root ? now : { ...given(), ...this.told, ...addresses };
    const bundle = path.join(folder, bundleOf(name));
    const app = new AppProcess({
      name,
      file: bundle,
      cwd: folder,
      env: () => ({ ...told, ...compileCacheOf(bundle) }),
      log: (line) => appendFileSync(path.join(this.running.logDir, `${name}-mixed.log`), `${line}\n`),
      say: (sentence) => problems.push(sentence),
      onRestarted: () => {},
      onGivenUp: (sentence) => abandon.abort(new Error(sentence)),
    });
    this.current.set(name, { app, folder });
    await app.start();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.current.values()].map(({ app }) => app.stop()));
  }
}

let mixed: MixedApps | undefined;
try {
  const told = await startBefore();
  const databaseUrl = told['MIGRATE_DATABASE_URL']!;
  await getsIt(await ordersPicture(told));
  say('The release before drew a picture on its own schema');
  await migrateAsNow(databaseUrl);
  await getsIt(await ordersPicture(told));
  say('It drew one on the schema of this commit');
  const underWay = await ordersPicture(told);
  while ((await openOrders(databaseUrl)) === 0) await pause(LOOK_EVERY_MS, undefined, { signal });
  await running!.stop();

  const now = await startNow();
  await getsIt(underWay);
  say('This commit ended what the release before had begun');
  mixed = new MixedApps(now, told);
  await mixed.areOfBefore((app) => app === GATEWAY);
  await getsIt(await ordersPicture(now.env));
  say('The gateway of the release before and the other apps of this commit drew a picture');
  await mixed.areOfBefore((app) => app !== GATEWAY);
  await getsIt(await ordersPicture(now.env));
  say('The gateway of this commit and the other apps of the release before drew one');

  const url = now.env['MIGRATE_DATABASE_URL']!;
  const captured = await admin(url, (asker) =>
    asker.query(`SELECT FROM billing.credit_hold WHERE status = 'captured'`),
  );
  if (captured.length !== orders) problems.push(`${captured.length} of ${orders} orders were charged`);
  for (const { schema } of await admin(url, (asker) =>
    asker.query<{ schema: string }>(
      `SELECT table_schema AS schema FROM information_schema.tables WHERE table_name = 'dead_letter'`,
    ),
  )) {
    const letters = await admin(url, (asker) => asker.query<{ job: string }>(`SELECT job FROM ${schema}.dead_letter`));
    problems.push(...letters.map(({ job }) => `${schema} gave up ${job}`));
  }
  const database = await Database.connect({ url, role: 'billing', pool: 1 });
  problems.push(
    ...(await new LedgerInvariantsReader(database).violations()).map((violation) => JSON.stringify(violation)),
  );
  await database.close();
  problems.push(...errorsIn(now.logDir));
} catch (error) {
  problems.push(inspect(error));
  if (running) problems.push(...errorsIn(running.logDir));
} finally {
  await mixed?.stop();
  await running?.stop();
  temporary.remove();
}

for (const problem of problems) process.stdout.write(`  ${problem.replaceAll('\n', '\n  ')}\n`);
say(
  problems.length === 0
    ? `${orders} of ${orders} orders were delivered and charged`
    : 'The release before does not go on working',
);
process.exit(problems.length === 0 ? 0 : 1);
