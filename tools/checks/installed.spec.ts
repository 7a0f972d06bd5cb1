import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const { isOldNode } = createRequire(__filename)('../require-node.cjs') as { isOldNode: (version: string) => boolean };
const packages = path.resolve(__dirname, '../../node_modules');
/**
 * The megabytes that `npm ci` may leave on the disk, without what commands keep there later. Packages bring 1,053; tools/prune-packages.cjs
 * removes what nothing loads. Where npm runs no scripts (`ignore-scripts`), run it by hand.
 */
const GOAL_MB = 850;

describe('npm ci', () => {
  it(`npm ci installs at most ${GOAL_MB} MB`, () => {
    const told = execFileSync('du', ['-sm', '--exclude=.cache', packages], { encoding: 'utf8' });
    expect(Number(told.split('\t')[0])).toBeLessThanOrEqual(GOAL_MB);
  });

  it('parts of TensorFlow that are never loaded are not installed', () => {
    expect(existsSync(path.join(packages, '@tensorflow/tfjs-core'))).toBe(true);
    for (const part of ['tfjs', 'tfjs-backend-webgl', 'tfjs-data'])
      expect(existsSync(path.join(packages, '@tensorflow', part))).toBe(false);
  });

  it.each([
    ['20.19.0', true],
    ['23.11.0', true],
    ['24.10.9', true],
    ['24.11.0', false],
    ['24.21.0', false],
    ['26.0.0', false],
  ])('Node %s counts as too old: %s', (version, old) => {
    expect(isOldNode(version)).toBe(old);
  });
});
