import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

const ROOT = path.join(__dirname, '../../..');
const MODULES = path.join(ROOT, 'node_modules');
const STORIES = path.join(ROOT, 'dev/testing/stories');
const CORES = availableParallelism();
const FILES = 4 * CORES;

const project = mkdtempSync(path.join(tmpdir(), 'aisha-stories-'));
afterAll(() => rmSync(project, { recursive: true }));

/** Each story leaves the number of its process behind, and waits until as many processes as there are cores have begun one. */
const STORY = `
const { readdirSync, writeFileSync } = require('fs');
const workers = () => readdirSync(__dirname).filter((name) => name.endsWith('.worker')).length;
beforeAll(() => writeFileSync(__dirname + '/' + process.pid + '.worker', ''));
describe('a story', () => {
  test('is told', async () => {
    while (workers() < ${CORES}) await new Promise(setImmediate);
  });
});`;

// With a limit for the memory of workers Jest never runs files in its own process, as it does with those that were quick before.
beforeAll(() => {
  for (let story = 0; story < FILES; story += 1) writeFileSync(path.join(project, `${story}.spec.js`), STORY);
  const setting = {
    runner: path.join(STORIES, 'one-a-core.cjs'),
    testEnvironment: path.join(STORIES, 'begun-in-time.cjs'),
  };
  writeFileSync(
    path.join(project, 'jest.config.cjs'),
    `module.exports = { ...require(${JSON.stringify(path.join(ROOT, 'jest.preset.cjs'))}), ...${JSON.stringify(setting)},
      rootDir: __dirname, testMatch: ['<rootDir>/*.spec.js'], testTimeout: 60_000, maxWorkers: ${2 * CORES},
      workerIdleMemoryLimit: '1GB' };`,
  );
});

/** Runs all stories; returns what Jest said, and the processes that told one. */
const told = (env: Readonly<Record<string, string>> = {}): { said: string; workers: readonly string[] } => {
  const { stderr } = spawnSync(process.execPath, [path.join(MODULES, 'jest/bin/jest.js'), '--ci'], {
    ...{ cwd: project, encoding: 'utf8', env: { ...process.env, NODE_PATH: MODULES, ...env } },
  });
  const workers = readdirSync(project).filter((name) => name.endsWith('.worker'));
  for (const worker of workers) rmSync(path.join(project, worker));
  return { said: stderr, workers };
};

it('as many stories run at once as there are cores, also where Jest has two workers a core', () => {
  const { said, workers } = told();

  expect(said).toContain(`Tests:       ${FILES} passed`);
  expect(workers).toHaveLength(CORES);
});

it('a story that would begin after the given moment is skipped, and does not even prepare itself', () => {
  const now = Date.now() / 1_000;
  expect(told({ STORIES_BEGIN_UNTIL_S: String(now + 3_600) }).said).toContain(`Tests:       ${FILES} passed`);

  const { said, workers } = told({ STORIES_BEGIN_UNTIL_S: String(now) });

  expect(said).toContain(`Tests:       ${FILES} skipped`);
  expect(workers).toEqual([]);
});
