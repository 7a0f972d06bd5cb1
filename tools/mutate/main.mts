/**
 * `npm run mutate`: changes one thing at a time in a copy of the code and asks the specs of its project whether they notice. It takes
 * hours, so it is no part of the tests: one mutant at a time, at a low priority, and no file is begun when the time is over.
 *
 *   npm run mutate                                    where money and messages are
 *   npm run mutate -- --only libs/domain              a project, a folder or a file; may be repeated
 *   npm run mutate -- --minutes 240                   instead of an hour
 *   npm run mutate -- --json <file>                   every mutant and what became of it
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { startPostgres, startRedis, TEST_POSTGRES_URL, TEST_REDIS_URL } from '@aisha/embedded';
import { temporaryFolder } from '../demo/temporary-folder.mts';
import { linesOf, scoreOf, wasNoticed } from './score.mts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const MUTATED = ['libs/domain', 'libs/messaging', 'libs/orders', 'apps/billing', 'apps/webhook-receiver'];
/** The goal of a whole run. */
const SCORE_AT_LEAST = 85;
/** A mutant whose specs take this much longer than without it hangs. */
const HANGS_AFTER_MS = 30_000;
const LOW_PRIORITY = 10;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: MUTATED },
    minutes: { type: 'string', default: '60' },
    json: { type: 'string' },
  },
});
const endsAt = performance.now() + Number(values.minutes) * 60_000;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const sources = values.only
  .flatMap((only) => globSync(only.endsWith('.ts') ? only : `${only}/**/*.ts`, { cwd: ROOT }))
  .filter((file) => /^(apps|libs)\/[^/]+\/src\//.test(file) && !/\.spec\.ts$|(^|\/)(index|main)\.ts$/.test(file))
  .sort();
if (sources.length === 0) {
  process.stderr.write(`${values.only.join(', ')}: there is no source of that name.\n`);
  process.exit(1);
}

setPriority(LOW_PRIORITY);
const temporary = temporaryFolder('aisha-mutate');
/** For all specs of the run: each mutant would otherwise wait for servers of its own. */
const servers = await Promise.all(
  [startPostgres, startRedis].map((start) => start({ stateDir: path.join(temporary.path, 'servers'), durable: false })),
);
const [postgres, redis] = servers;
process.env[TEST_POSTGRES_URL] = postgres!.url;
if (redis) process.env[TEST_REDIS_URL] = redis.url;

/** They start apps as they were built, which no mutant is in. */
const startsApps = (spec: string): boolean => readFileSync(path.join(ROOT, spec), 'utf8').includes('tools/build.mts');

/** Nothing outside the project's own specs is asked: a mutant that only a story notices counts as survived. */
const mutate = (file: string): Promise<MutantResult[]> => {
  const [kind, name] = file.split('/');
  const project = `${kind}/${name}`;
  const specs = globSync(`${project}/src/**/*.spec.ts`, { cwd: ROOT }).filter((spec) => !startsApps(spec));
  const { rootDir: _, ...config } = createRequire(import.meta.url)(path.join(ROOT, project, 'jest.config.cjs'));
  const stryker = new Stryker({
    mutate: [file],
    plugins: ['@stryker-mutator/jest-runner'],
    testRunner: 'jest',
    jest: {
      projectType: 'custom',
      config: { ...config, testMatch: specs.map((spec) => `<rootDir>/${spec}`), testTimeout: 180_000 },
    },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: HANGS_AFTER_MS,
    dryRunTimeoutMinutes: 10,
    reporters: [],
    logLevel: 'error',
    allowEmpty: true,
    ignorePatterns: ['/*', '!/apps', '!/libs', '!/jest.preset.cjs', '!/package.json', 'dist', 'out-tsc'],
    tempDirName: path.join(temporary.path, 'copies'),
  } as ConstructorParameters<typeof Stryker>[0]);
  return stryker.runMutationTest();
};

const mutants: MutantResult[] = [];
const left: string[] = [];
process.chdir(ROOT);
try {
  for (const file of sources) {
    if (performance.now() > endsAt) left.push(file);
    else {
      const found = await mutate(file).catch((error: unknown) => {
        left.push(file);
        say(`${file}: ${String(error)}`);
        return [];
      });
      mutants.push(...found);
      if (found.length > 0) say(`${file}: ${scoreOf(found)}`);
      for (const mutant of found.filter((one) => !wasNoticed(one))) say(linesOf(mutant, path.join(ROOT, file)));
      if (values.json) writeFileSync(values.json, JSON.stringify(mutants, null, 2));
    }
  }
} finally {
  await Promise.all(servers.map((server) => server?.stop()));
  temporary.remove();
}

for (const only of values.only) {
  const found = mutants.filter(({ fileName }) => path.relative(ROOT, path.resolve(fileName)).startsWith(only));
  if (found.length > 0) say(`${only}: ${scoreOf(found)}`);
}
if (left.length > 0) say(`Not run: ${left.join(', ')}`);
const { percent } = scoreOf(mutants);
say(`\n${scoreOf(mutants)}`);
process.exit(percent >= SCORE_AT_LEAST && left.length === 0 ? 0 : 1);
