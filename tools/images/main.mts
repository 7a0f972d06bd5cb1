/**
 * `npm run images` builds the images of the apps by docker/Dockerfile. It runs them as production does (no root, nothing to write to, no
 * capabilities, the memory of docker/compose.yml) in place of the apps of a product whose providers are fakes, and lets a person use it:
 * credits, an avatar, pictures, a video, a recording. While ten others order pictures and transcripts, it tells each image to end and
 * starts it again. It prints how much each image adds to its base. Then podman runs the pods of k8s/overlays/dev from their manifests, and
 * they are used and told to end in the same way. It needs Linux with buildah and podman, and skips with a sentence where they are missing.
 *
 *   npm run images                                  every app
 *   npm run images -- --quick                       one image with ffmpeg and one without, used by the ten alone: the other apps run from
 *                                                   this checkout
 *   npm run images -- --app billing                 this app's image, in the same way; may be repeated
 *   npm run images -- --pods                        the pods alone
 *   npm run images -- --tag registry.your.org/      begins the names of the images, which stay in the store that is named at the end
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { Database } from '@aisha/database';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { startPostgres, type EmbeddedServer } from '@aisha/embedded';
import { Person } from '@aisha/fakes/telegram';
import { parse } from 'yaml';
import { optionsOf } from '../options/options.mts';
import { demoEnvironment } from '../demo/environment.mts';
import { errorsIn } from '../demo/errors-in-logs.mts';
import { temporaryFolder } from '../demo/temporary-folder.mts';
import { migrationEnvironment } from '../start/environment.mts';
import { launch, type Running } from '../start/launch.mts';
import { keepSecrets } from '../start/secrets.mts';
import { playStory } from '../story/story.mts';
import { SILENT, Walker } from '../story/walker.mts';
import { AppContainer } from './app-container.mts';
import { baseImage } from './base-image.mts';
import { build, confinedRun, forgetOld, labelsOf, podman, sizeOf, storeOptions, whyNoEngine } from './engine.mts';
import { drainAmidOrders, type Drainable } from './orders-under-way.mts';
import { Pods, whyNoPods } from './pods.mts';

/** A slow machine may need longer, but not without end. */
const ENDS_WITHIN_MS = { whole: 40 * 60_000, quick: 15 * 60_000 };
/** How many MB an image may have above the base: an image without ffmpeg (`plain`), and an image with it (decisions 38 and 163). */
const BOUND_MB = { plain: 130, withFfmpeg: 160 };
const MB = 1_000_000;
/** An image without ffmpeg, and one with it. */
const QUICK = ['billing', 'transcriber'];

const root = path.join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const git = (...words: string[]): string => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);
const startedAt = performance.now();
const seconds = (): string => `${Math.round((performance.now() - startedAt) / 1_000)} s`;

const { values } = optionsOf(import.meta.filename, {
  options: {
    app: { type: 'string', multiple: true, default: [] },
    pods: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    tag: { type: 'string', default: 'localhost/' },
  },
});

const why = whyNoEngine();
if (why) {
  say(`Skipped: ${why}.`);
  process.exit(0);
}

const all = readdirSync(path.join(root, 'apps')).filter((app) => app !== 'sandbox');
const apps = values.app.length > 0 ? values.app : values.quick ? QUICK : all;
const unknown = apps.filter((app) => !all.includes(app));
if (unknown.length > 0) {
  say(`--app: ${unknown.join(', ')} is none of ${all.join(', ')}`);
  process.exit(1);
}
const { version } = JSON.parse(read('package.json')) as { version: string };
const isCheckout = existsSync(path.join(root, '.git'));
const commit = isCheckout ? git('rev-parse', '--short', 'HEAD') : 'unknown';
/** The commit's own time, so that the same commit gives the same image. */
const created = isCheckout ? git('show', '-s', '--format=%cI', 'HEAD') : '';
const remote = isCheckout && git('remote').includes('origin') ? git('remote', 'get-url', 'origin') : '';
/** The address of the source, for a label; a folder of this machine would tell a reader nothing. */
const source = /^(https|ssh):/.test(remote) ? remote : '';
const imageOf = (app: string): string => `${values.tag}aisha-${app}:${version}`;
const { services } = parse(read('docker/compose.yml'), { merge: true }) as {
  services: Record<string, { mem_limit: string }>;
};

const abandon = new AbortController();
const { signal } = abandon;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => abandon.abort(new Error(`Stopped by ${name}.`)));
const endsWithinMs = ENDS_WITHIN_MS[values.quick ? 'quick' : 'whole'];
setTimeout(
  () => abandon.abort(new Error(`It took longer than ${endsWithinMs / 60_000} minutes.`)),
  endsWithinMs,
).unref();

const problems: string[] = [];

/** Builds the images, and prints how many bytes each adds to its base. */
const buildAll = async (): Promise<void> => {
  await forgetOld();
  const npm = path.dirname(path.dirname(process.env['npm_execpath'] ?? ''));
  const base = await baseImage(npm, signal);
  say(`Base: ${base.madeOf} (${seconds()})`);
  const told = { COMMIT: commit, VERSION: version, CREATED: created, SOURCE: source, BASE: base.name };
  const args = Object.entries(told).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  for (const app of apps) {
    const names = ['-t', imageOf(app), '-t', imageOf(app).replace(/:[^:]*$/, `:${commit}`)];
    await build(['-f', 'docker/Dockerfile', '--build-arg', `APP=${app}`, ...args, ...names, '.'], {
      cwd: root,
      signal,
    });
    const [whole, below] = [await sizeOf(imageOf(app)), await sizeOf(base.name)];
    const [above, hasFfmpeg] = [Math.round((whole - below) / MB), ['transcriber', 'image-generator'].includes(app)];
    const bound = hasFfmpeg ? BOUND_MB.withFfmpeg : BOUND_MB.plain;
    say(`${app}: ${above} MB above a base of ${Math.round(below / MB)} MB, at most ${bound} (${seconds()})`);
    if (above > bound) problems.push(`${app} has ${above} MB above its base, ${bound} at most`);
    const labels = await labelsOf(imageOf(app));
    if (
      labels['org.opencontainers.image.revision'] !== commit ||
      labels['org.opencontainers.image.version'] !== version
    )
      problems.push(`${app} does not say which release it is`);
  }
  const recipe = read('docker/gfpgan/Dockerfile');
  say(
    `docker/gfpgan: not built here, its ${/^ARG BASE=(.*)$/m.exec(recipe)?.[1]} and PyTorch come from registries of their own; tools/checks lints it.`,
  );
};

/** Makes the schema by the migrations in an image. */
const migrate = async (databaseUrl: string, stateDir: string): Promise<void> => {
  const env = migrationEnvironment({ MIGRATE_DATABASE_URL: databaseUrl }, keepSecrets(stateDir));
  const run = confinedRun(`aisha-migrate-${process.pid}`, imageOf(apps[0]!), { env });
  const { code, said } = await podman([...run, 'node', 'libs/database/dist/migrate.js'], { env, signal });
  if (code !== 0) throw new Error(`The image's migrations ended with ${code}:\n${said}`);
  say(`Migrations ran from the image (${seconds()})`);
};

const use = async (running: Running, what: string, containers: readonly Drainable[]): Promise<void> => {
  const telegramUrl = running.env['TELEGRAM_API_ROOT']!.replace(/\/$/, '');
  const databaseUrl = running.env['MIGRATE_DATABASE_URL']!;
  if (apps.length === all.length) {
    const anna = await Person.join(telegramUrl, { firstName: 'Anna', language: 'en' });
    const { pictures, session, video } = await playStory(new Walker(anna, SILENT, signal), 'en');
    say(
      `A person got an avatar, ${pictures.length + 1 + session.length} pictures, a video of ${video.length} bytes and a transcript (${seconds()})`,
    );
  }

  const drained = await drainAmidOrders(containers, { telegramUrl, databaseUrl, signal });
  say(
    `SIGTERM to ${containers.length} ${what} amid ${drained.openWhenTold} open orders: ${drained.lost} of ${drained.orders} lost (${seconds()})`,
  );
  problems.push(...drained.unclean, ...(drained.lost > 0 ? [`${drained.lost} orders were lost`] : []));

  const database = await Database.connect({ url: databaseUrl, role: 'billing', pool: 1 });
  problems.push(
    ...(await new LedgerInvariantsReader(database).violations()).map((violation) => JSON.stringify(violation)),
  );
  await database.close();
};

/** Runs the pods of the overlay in place of the apps, which have ended, and lets people use them. Says why where pods cannot be run. */
const usePods = async (running: Running, folder: string): Promise<void> => {
  const why = whyNoPods();
  if (why) {
    say(`The pods of k8s/overlays/dev are not run: ${why}.`);
    return;
  }
  const pods = await Pods.start('overlays/dev', {
    environments: new Map(all.map((app) => [app, running.apps.get(app)!.environment])),
    migrations: migrationEnvironment(running.env, keepSecrets(running.stateDir)),
    imageOf,
    anyImage: imageOf('billing'),
    folder,
    logDir: running.logDir,
    signal,
  });
  try {
    say(`The pods of k8s/overlays/dev run from their manifests, after their migrations (${seconds()})`);
    problems.push(...(await pods.faults()));
    await use(running, 'pods', pods.drainable);
  } finally {
    await pods.remove();
  }
};

const folder = temporaryFolder('aisha-images');
const containers: AppContainer[] = [];
let postgres: EmbeddedServer | undefined;
let running: Running | undefined;
try {
  await buildAll();
  const stateDir = path.join(folder.path, 'state');
  mkdirSync(stateDir, { mode: 0o711 });
  const server = await startPostgres({ stateDir: path.join(folder.path, 'postgres'), durable: true });
  postgres = server;
  await migrate(server.url, stateDir);
  running = await launch({
    root,
    env: {
      ...demoEnvironment(process.env, stateDir),
      MIGRATE_DATABASE_URL: server.url,
      WELCOME_CREDITS: '20',
      FREE_SECONDS_OF_SPEECH_A_DAY: '0',
    },
    signal,
    say: (sentence) => problems.push(sentence),
  });
  for (const app of values.pods ? [] : apps) {
    const place = {
      image: imageOf(app),
      memory: services[app]!.mem_limit,
      logFile: path.join(running.logDir, `${app}-image.log`),
    };
    containers.push(await AppContainer.inPlaceOf(app, running.apps.get(app)!, place));
  }
  if (!values.pods) {
    say(`${containers.length} images run in the place of their apps (${seconds()})`);
    for (const container of containers) problems.push(...(await container.faults({ version, commit })));
    await use(running, 'images', containers);
  }
  if (apps.length === all.length) {
    for (const app of all) await running.apps.get(app)!.stop();
    for (const container of containers.splice(0)) await container.remove();
    await usePods(running, path.join(folder.path, 'pods'));
  }
  problems.push(...errorsIn(running.logDir));
} catch (error) {
  problems.push(inspect(error));
} finally {
  for (const container of containers) await container.remove();
  await running?.stop();
  await postgres?.stop();
  folder.remove();
}

for (const problem of problems) say(`  ${problem.replaceAll('\n', '\n  ')}`);
say(
  problems.length === 0
    ? `All is as it should be, after ${seconds()}. The images: podman ${storeOptions.join(' ')} images`
    : 'Not all is as it should be.',
);
process.exit(problems.length === 0 ? 0 : 1);
