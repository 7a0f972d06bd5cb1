import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from '@jest/globals';

const ROOT = path.join(__dirname, '../../..');
const project = mkdtempSync(path.join(tmpdir(), 'aisha-one-story-a-core-'));
afterAll(() => rmSync(project, { recursive: true }));

it('as many stories run at once as there are cores, also where jest has two workers a core', () => {
  const cores = availableParallelism();
  // Each file waits until as many workers as there are cores have begun one, and leaves the number of its process behind.
  for (let story = 0; story < 4 * cores; story += 1)
    writeFileSync(
      path.join(project, `${story}.spec.js`),
      `const { readdirSync, writeFileSync } = require('fs');
      test('a story', async () => {
        writeFileSync(__dirname + '/' + process.pid + '.worker', '');
        const workers = () => readdirSync(__dirname).filter((name) => name.endsWith('.worker')).length;
        while (workers() < ${cores}) await new Promise(setImmediate);
      });`,
    );
  writeFileSync(
    path.join(project, 'jest.config.cjs'),
    `module.exports = { rootDir: __dirname, testMatch: ['<rootDir>/*.spec.js'], transform: {}, testTimeout: 60_000, maxWorkers: ${2 * cores},
      runner: ${JSON.stringify(path.join(ROOT, 'dev/testing/one-story-a-core.cjs'))} };`,
  );

  const run = spawnSync(process.execPath, [path.join(ROOT, 'node_modules/jest/bin/jest.js'), '--ci'], {
    ...{ cwd: project, encoding: 'utf8' },
  });

  expect(run.stderr).toContain(`Tests:       ${4 * cores} passed`);
  expect(readdirSync(project).filter((name) => name.endsWith('.worker'))).toHaveLength(cores);
});
