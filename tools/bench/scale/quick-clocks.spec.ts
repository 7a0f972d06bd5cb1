import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../../..');
const HOURLY = `
  const { every } = require('./libs/platform/dist/every.js');
  let runs = 0;
  const hourly = every(3_600_000, 'hourly', console, async () => {
    console.log('ran');
    runs += 1;
    if (runs === 2) void hourly.stop();
  });
`;

describe('the clocks of a bench', () => {
  it('the clocks of a bench let hourly work run again and again without waiting for an hour', async () => {
    const quick = path.join(__dirname, 'quick-clocks.cjs');

    const { stdout } = await promisify(execFile)(process.execPath, ['--require', quick, '-e', HOURLY], {
      cwd: root,
      timeout: 60_000,
    });

    expect(stdout).toBe('ran\nran\n');
  }, 90_000);

  it('the clocks of a bench find the work that every bundled app repeats', () => {
    const bundles = globSync('apps/*/dist/bundle/code.js', { cwd: root, exclude: ['apps/sandbox/**'] });

    expect(bundles.length).toBeGreaterThan(0);
    for (const bundle of bundles)
      expect([bundle, readFileSync(path.join(root, bundle), 'utf8').includes('setTimeout(runRepeated,')]).toEqual([
        bundle,
        true,
      ]);
  });
});
