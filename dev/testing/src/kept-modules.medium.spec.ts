import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

interface Result {
  readonly numTotalTests: number;
  readonly testResults: {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: string[];
    }[];
  }[];
}

const ROOT = path.resolve(__dirname, '../../..');
const JEST = createRequire(__filename).resolve('jest/bin/jest');
const HANGS_AFTER_MS = 300;

/**
 * The files of a project whose specs run as those of this repository do, in one process, in the order of their names.
 */
const FILES = {
  'kept.ts': `export const imports = { counted: 0, above: 0 };`,
  'helper.ts': `import { afterEach } from '@jest/globals';
    import { imports } from './kept';
    export const times = { loaded: ++imports.counted, cleaned: 0 };
    afterEach(() => void times.cleaned++);`,
  'above-helper.ts': `import { imports } from './kept';
    export { times } from './helper';
    export const nth = ++imports.above;`,
  'series.ts': `import { Counter } from 'prom-client';
    export const events = new Counter({ name: 'events_total', help: 'Events', labelNames: ['kind'] });
    events.inc({ kind: 'seen' }, 0);`,
  'late.ts': `import { Counter } from 'prom-client';
    export const late = new Counter({ name: 'late_total', help: 'Events' });`,
  '1-first.spec.ts': `import { expect, it } from '@jest/globals';
    import { register } from 'prom-client';
    import { collectDefaultMetrics } from 'prom-client';
    import { events } from './series';
    import { times } from './above-helper';
    it('a spec file leaves much behind', () => {
      expect(times.loaded).toBe(1);
      events.inc({ kind: 'seen' });
      events.inc({ kind: 'new' });
      collectDefaultMetrics();
      require('./late').late.inc();
      process.env['LEFT_BEHIND'] = 'yes';
      process.env = { ...process.env, PATH: '/nowhere' };
      process.on('SIGUSR2', () => {});
      process.exitCode = 1;
    });`,
  '2-broken.spec.ts': `import './helper';
    import './above-helper';
    throw new Error('this file cannot be loaded');`,
  '3-second.spec.ts': `import { expect, it } from '@jest/globals';
    import { register } from 'prom-client';
    import { imports } from './kept';
    import { times } from './helper';
    import { nth } from './above-helper';
    import './series';
    it('finds the module that was loaded before', () => expect(imports.counted).toBe(3));
    it('has the helper of its own, whose hook runs', () => expect(times).toEqual({ loaded: 3, cleaned: 1 }));
    it('has what imports the helper of its own, too', () => expect(nth).toBe(3));
    it('finds the process as it was', () => {
      expect(process.env['LEFT_BEHIND']).toBeUndefined();
      expect(process.env['PATH']).not.toBe('/nowhere');
      expect(process.listenerCount('SIGUSR2')).toBe(0);
      expect(process.exitCode).toBeUndefined();
    });
    it('finds the metrics as their modules made them', async () => {
      const lines = (await register.metrics()).split('\\n').filter((line) => line && !line.startsWith('#'));
      expect(lines).toEqual(['events_total{kind="seen"} 0', 'late_total 0']);
    });`,
  '4-red.spec.ts': `import { expect, it } from '@jest/globals';
    import { imports } from './kept';
    it('fails', () => {
      const wrong: number = imports.counted;
      expect(wrong).toBe(0);
    });
    it('hangs', () => new Promise(() => {}), ${HANGS_AFTER_MS});
    it('loses a promise', async () => {
      void Promise.reject(new Error('nobody waits for me'));
      await new Promise((resolve) => setImmediate(resolve));
    });`,
  '5-alone.spec.ts': `/** @jest-environment node */
    import { expect, it } from '@jest/globals';
    import { imports } from './kept';
    it('has every module anew', () => expect(imports.counted).toBe(0));`,
};

describe('specs that share modules', () => {
  const project = mkdtempSync(path.join(tmpdir(), 'aisha-kept-modules-'));
  let exitCode: number | null;
  let result: Result;

  beforeAll(() => {
    for (const [name, code] of Object.entries(FILES)) writeFileSync(path.join(project, name), code);
    writeFileSync(
      path.join(project, 'jest.config.cjs'),
      `module.exports = { ...require(${JSON.stringify(path.join(ROOT, 'jest.preset.cjs'))}),
        rootDir: __dirname, testMatch: ['<rootDir>/*.spec.ts'], modulePaths: [${JSON.stringify(path.join(ROOT, 'node_modules'))}],
        testSequencer: ${JSON.stringify(path.join(project, 'by-name.cjs'))} };`,
    );
    writeFileSync(
      path.join(project, 'by-name.cjs'),
      `const { default: Sequencer } = require(${JSON.stringify(createRequire(__filename).resolve('@jest/test-sequencer'))});
      module.exports = class extends Sequencer { sort(tests) { return tests.toSorted((a, b) => (a.path < b.path ? -1 : 1)); } };`,
    );
    const run = spawnSync(
      process.execPath,
      [JEST, '--runInBand', '--ci', '--json', '--rootDir', project, '-c', path.join(project, 'jest.config.cjs')],
      { cwd: project, encoding: 'utf8', env: { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules') } },
    );
    exitCode = run.status;
    result = JSON.parse(run.stdout) as Result;
  });
  afterAll(() => rmSync(project, { recursive: true }));

  const testsOf = (spec: keyof typeof FILES) =>
    result.testResults
      .find(({ name }) => name.endsWith(spec))!
      .assertionResults.map(({ title, status, failureMessages }) => ({
        title,
        status,
        why: failureMessages.join('\n'),
      }));

  it('specs that share modules all pass, however much one of them leaves behind', () => {
    expect(testsOf('1-first.spec.ts')).toMatchObject([{ status: 'passed', why: '' }]);
    expect(testsOf('3-second.spec.ts')).toEqual(
      testsOf('3-second.spec.ts').map(({ title }) => ({ title, status: 'passed', why: '' })),
    );
    expect(testsOf('3-second.spec.ts')).toHaveLength(5);
  });

  it('a failing spec that shares modules names the line of the source, its timeout, or the rejection that nobody awaited', () => {
    const [fails, hangs, loses] = testsOf('4-red.spec.ts');
    expect(fails).toMatchObject({ status: 'failed', why: expect.stringContaining('4-red.spec.ts:5:') });
    expect(hangs).toMatchObject({ status: 'failed', why: expect.stringContaining(`timeout of ${HANGS_AFTER_MS} ms`) });
    expect(loses).toMatchObject({ status: 'failed', why: expect.stringContaining('nobody waits for me') });
    expect(exitCode).toBe(1);
  });

  it('a spec file that cannot be loaded fails as a file', () => {
    const broken = result.testResults.find(({ name }) => name.endsWith('2-broken.spec.ts'));
    expect(broken?.message).toContain('this file cannot be loaded');
  });

  it('a spec file that asks for new modules has every module loaded anew', () => {
    expect(testsOf('5-alone.spec.ts')).toMatchObject([{ status: 'passed', why: '' }]);
  });
});
