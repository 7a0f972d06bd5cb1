/**
 * `npm run mutate`: makes one change (a mutant) at a time in a copy of the code, and runs the specs of the changed project to see whether
 * any of them fails. A run takes hours, so it is no part of the tests. It has a low priority, and begins no further file once its time is over.
 *
 *   npm run mutate                                    where money and messages are, and what people get for them
 *   npm run mutate -- --only libs/domain              a project, a folder or a file; may be repeated
 *   npm run mutate -- --minutes 240                   instead of an hour
 *   npm run mutate -- --sample 60 --seed 1            this many random mutants of each project, folder or file; the same seed gives the same mutants
 *   npm run mutate -- --specs '<glob>'                runs only these specs, which is quicker; a mutant that only others would notice counts as survived
 *   npm run mutate -- --json <file>                   every mutant and what became of it
 */
import { randomBytes } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getPriority, setPriority } from 'node:os';
import path from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { startPostgres, startRedis, TEST_POSTGRES_URL, TEST_REDIS_URL } from '@aisha/embedded';
import { optionsOf } from '../options/options.mts';
import { temporaryFolder } from '../demo/temporary-folder.mts';
import { linesOf, scoreOf, wasNoticed } from './score.mts';
import { ends } from './stryker-plugins.mts';

const ROOT = path.join(import.meta.dirname, '..', '..');
/** The folders in which apps do the work of each kind of order. */
const WORKS = [
  ...new Set(globSync('apps/*/src/*/*.work.ts', { cwd: ROOT }).map((file) => path.posix.dirname(file))),
].sort();
const MUTATED = [
  ...['libs/domain', 'libs/kinds', 'libs/messaging', 'libs/orders', 'apps/billing', 'apps/webhook-receiver'],
  ...WORKS,
  ...['apps/image-generator/src/review', 'apps/avatar-trainer/src/likeness'],
  ...['gallery', 'gallery-filter', 'picture-archive', 'archives', 'chosen-files', 'files'].map(
    (name) => `apps/bot-gateway/src/features/${name}`,
  ),
];
/**
 * Specs of other projects that test a project's mutants, too. Those of the webhook receiver test messaging in an app that only sends, and
 * those of the workers test the engine of paid orders through its ports.
 */
const ASKED_TOO: Readonly<Record<string, readonly string[]>> = {
  'libs/messaging': ['apps/webhook-receiver/src'],
  'libs/orders': [...WORKS, 'apps/image-generator/src/results'],
};
/** The lowest score in per cent that a whole run may have. */
const SCORE_AT_LEAST = 85;
/** A mutant hangs when its specs take longer than this many times their usual time, plus an allowance for a busier machine. */
const TIMES_AS_LONG = 3;
const HANGS_AFTER_MS = 30_000;
const LOW_PRIORITY = 10;

const { values } = optionsOf(import.meta.filename, {
  options: {
    only: { type: 'string', multiple: true, default: MUTATED },
    minutes: { type: 'string', default: '60' },
    sample: { type: 'string' },
    specs: { type: 'string', multiple: true },
    seed: { type: 'string', default: randomBytes(4).toString('hex') },
    json: { type: 'string' },
  },
});
const endsAt = performance.now() + Number(values.minutes) * 60_000;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const sourcesOf = (only: string): string[] =>
  globSync(only.endsWith('.ts') ? only : `${only}/**/*.ts`, { cwd: ROOT })
    .filter((file) => /^(apps|libs)\/[^/]+\/src\//.test(file) && !/\.spec\.ts$|(^|\/)(index|main)\.ts$/.test(file))
    .sort();
const named = values.only.map(sourcesOf).filter((files) => files.length > 0);
if (named.length === 0) {
  process.stderr.write(`${values.only.join(', ')}: there is no source of that name.\n`);
  process.exit(1);
}

const projectOf = (file: string): string => file.split('/').slice(0, 2).join('/');
/**
 * The files of each run of Stryker. With a sample these are all files; otherwise one file, whose result is kept even if a later run is
 * stopped.
 */
const runs = values.sample ? named : named.flat().map((file) => [file]);
if (values.sample) say(`${values.sample} mutants of each that was named, --seed ${values.seed}`);

setPriority(Math.max(getPriority(), LOW_PRIORITY));
const temporary = temporaryFolder('aisha-mutate');
/** All specs of the run use these servers; otherwise each mutant would wait until its own servers start. */
const servers = await Promise.all(
  [startPostgres, startRedis].map((start) => start({ stateDir: path.join(temporary.path, 'servers'), durable: false })),
);
const [postgres, redis] = servers;
process.env[TEST_POSTGRES_URL] = postgres!.url;
if (redis) process.env[TEST_REDIS_URL] = redis.url;

/**
 * Specs that the run leaves out: they start built apps, which contain no mutant, or spend minutes on millions of rows.
 */
const areLeftOut = (spec: string): boolean =>
  /[/-]scale\.medium/.test(spec) || readFileSync(path.join(ROOT, spec), 'utf8').includes('tools/build.mts');

/** Stories do not run: a mutant that only a story would notice counts as survived. */
const mutate = (files: string[]): Promise<MutantResult[]> => {
  const project = projectOf(files[0]!);
  const name = path.basename(project);
  const specs = [`${project}/src`, ...(ASKED_TOO[project] ?? [])]
    .flatMap((folder) => globSync(`${folder}/**/*.spec.ts`, { cwd: ROOT }))
    .filter((spec) => !areLeftOut(spec) && (values.specs?.some((glob) => path.matchesGlob(spec, glob)) ?? true));
  const { rootDir: _, ...config } = createRequire(import.meta.url)(path.join(ROOT, project, 'jest.config.cjs'));
  const stryker = new Stryker({
    mutate: files,
    plugins: ['@stryker-mutator/jest-runner', path.join(import.meta.dirname, 'stryker-plugins.mts')],
    testRunner: 'jest',
    jest: {
      projectType: 'custom',
      enableFindRelatedTests: false,
      config: {
        ...config,
        testMatch: specs.map((spec) => `<rootDir>/${spec}`),
        testTimeout: 180_000,
        // Other libraries import the project by its package name, which resolves outside the copy: without this the
        // code would be loaded twice, once without mutants.
        moduleNameMapper: { [`^@aisha/${name}$`]: `<rootDir>/${project}/src/index.ts` },
        testEnvironment: path.join(import.meta.dirname, 'first-failure.cjs'),
        testSequencer: path.join(import.meta.dirname, 'covering-specs.cjs'),
      },
    },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: HANGS_AFTER_MS,
    timeoutFactor: TIMES_AS_LONG,
    dryRunTimeoutMinutes: 30,
    reporters: ['ends'],
    ...(values.sample && { checkers: ['in-the-sample'], sample: { size: Number(values.sample), seed: values.seed } }),
    logLevel: 'error',
    allowEmpty: true,
    ignorePatterns: ['/*', '!/apps', '!/libs', '!/.swcrc', '!/jest.preset.cjs', '!/package.json', 'dist', 'out-tsc'],
    tempDirName: path.join(temporary.path, 'copies'),
  } as ConstructorParameters<typeof Stryker>[0]);
  return stryker.runMutationTest();
};

const mutants: MutantResult[] = [];
ends.on('mutant', (mutant) => {
  if (mutant.status === 'CompileError') return;
  mutants.push(mutant);
  const file = path.relative(ROOT, path.resolve(mutant.fileName));
  if (!wasNoticed(mutant)) say(`${file}\n${linesOf(mutant, path.join(ROOT, file))}`);
  if (values.json) writeFileSync(values.json, JSON.stringify(mutants, null, 2));
});
const scoreText = (found: MutantResult[]): string =>
  values.sample ? scoreOf(found).ofSample() : String(scoreOf(found));
const left: string[] = [];
process.chdir(ROOT);
try {
  for (const files of runs) {
    if (performance.now() > endsAt) left.push(...files);
    else {
      const found = await mutate(files).catch((error: unknown) => {
        left.push(...files);
        say(`${files.join(', ')}: ${String(error)}`);
        return [];
      });
      if (found.length > 0 && !values.sample) say(`${files.join(', ')}: ${scoreOf(found)}`);
    }
  }
} finally {
  await Promise.all(servers.map(async (server) => server?.stop()));
  temporary.remove();
}

for (const only of values.only) {
  const found = mutants.filter(({ fileName }) => path.relative(ROOT, path.resolve(fileName)).startsWith(only));
  if (found.length > 0) say(`${only}: ${scoreText(found)}`);
}
if (left.length > 0) say(`Not run: ${left.join(', ')}`);
const { percent } = scoreOf(mutants);
say(`\n${scoreText(mutants)}`);
process.exit(percent >= SCORE_AT_LEAST && left.length === 0 ? 0 : 1);
