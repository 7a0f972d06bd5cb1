import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/**
 * The files of the repository that git tracks, of these patterns or all: what builds, stories and other tests leave in the tree is none of a
 * check's matter, and the stories leave links to whole trees.
 */
export const trackedFiles = (...patterns: readonly string[]): string[] =>
  execFileSync('git', ['ls-files', ...patterns], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');
