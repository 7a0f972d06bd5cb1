import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');

/** A reader goes through a folder from its entry to its end and keeps some six files in mind. */
const MOST_FILES = 6;

/** Folders of `features/` that have more files, each with the reason why it is not two folders. */
const LARGER: Readonly<Record<string, string>> = {};

/** How many files of the product each folder below has, where those are more than a reader keeps in mind. */
function tooLarge(files: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const file of files) {
    if (/\.spec\.ts$/.test(file)) continue;
    const folder = path.posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].filter(([, count]) => count > MOST_FILES));
}

const features = globSync('apps/bot-gateway/src/features/**/*.ts', { cwd: root });
const folderOf = (file: string): string =>
  file
    .split('/')
    .slice(4)
    .join('/')
    .replace(/\/[^/]+$/, '');

it('a feature of the gateway has at most six files, besides its specs', () => {
  expect(features.length).toBeGreaterThan(150);
  expect(Object.keys(tooLarge(features)).map((folder) => folder.replace(/.*\/features\//, ''))).toEqual(
    Object.keys(LARGER),
  );
});

it('a feature of the gateway has no folder inside, which would hide how many files it has', () => {
  expect(features.filter((file) => folderOf(file).includes('/'))).toEqual([]);
});

it('a folder with a seventh file is found, and its specs are not counted', () => {
  const six = Array.from({ length: 6 }, (_, at) => `features/a/${at}.ts`);

  expect(tooLarge([...six, 'features/a/a.medium.spec.ts'])).toEqual({});
  expect(tooLarge([...six, 'features/a/6.ts'])).toEqual({ 'features/a': 7 });
});
