import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');

/** The most files of a folder: a reader goes through it from its entry to its end and keeps some six files in mind (decision 184). */
const MOST_FILES = 6;

interface Larger {
  /** How many files the folder has at most: it may lose files, but gain none. */
  readonly files: number;
  /** Why those files are one subject. */
  readonly why: string;
}

/** Folders of workers with more than six files. The list may only shrink, and a feature of the gateway never gets into it. */
const LARGER: Readonly<Record<string, Larger>> = {
  'billing/src/holds': { files: 9, why: 'the life of a hold, whose ends share one store' },
  'image-generator/src/moderation': { files: 14, why: 'a list of words or a way to read them in each file' },
  'image-generator/src/prompt/stages': { files: 11, why: 'a stage in each file' },
  'transcriber/src/documents': { files: 7, why: 'one kind of order, and the file that its person asks for' },
  'transcriber/src/export': { files: 14, why: 'a format in each file, and what they share' },
  'transcriber/src/recordings': { files: 9, why: 'one kind of order, from the pieces of a recording to its text' },
};

/** The folders with more files than a reader keeps in mind, each with its number of files. Specs do not count. */
function tooLarge(files: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const file of files) {
    if (/\.spec\.ts$/.test(file)) continue;
    const folder = path.posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].filter(([, count]) => count > MOST_FILES));
}

const inApps = (pattern: string): string[] => globSync(pattern, { cwd: path.join(root, 'apps') }).sort();
const features = inApps('bot-gateway/src/features/**/*.ts');
/** The sources of the workers. Left out are the gateway, whose other storeys carry all features, and the sandbox, which never ships. */
const workers = inApps('*/src/*/**/*.ts').filter((file) => !/^(bot-gateway|sandbox)\//.test(file));

it('a folder of a feature of the gateway has at most six files, besides its specs; one inside another counts by itself', () => {
  expect(features.length).toBeGreaterThan(150);
  expect(tooLarge(features)).toEqual({});
});

/** Whether a file stands at most one folder deep in its feature, and so deep only where the feature is the face of a kind of order. */
const isInPlace = (file: string): boolean => {
  const [feature = '', ...rest] = path.posix.relative('bot-gateway/src/features', file).split('/');
  const isKind = existsSync(path.join(root, 'libs/kinds/src', feature, `${feature}.ts`));
  return rest.length === 1 || (rest.length === 2 && isKind);
};

it('a feature of the gateway has folders inside only as the face of a kind of order, and these have none', () => {
  expect(features.filter((file) => !isInPlace(file))).toEqual([]);
});

it('a folder inside a feature that is no kind of order is found, and so is a second folder inside', () => {
  const planted = ['gallery/a.ts', 'training/photos/a.ts', 'gallery/page/a.ts', 'training/photos/card/a.ts'];
  const files = planted.map((name) => `bot-gateway/src/features/${name}`);

  expect(files.filter((file) => !isInPlace(file))).toEqual(files.slice(2));
});

it('callbacks are lists of addresses, one beside the other: that folder has no other file and no folder inside', () => {
  const callbacks = inApps('bot-gateway/src/callbacks/**/*.*');

  expect(callbacks.length).toBeGreaterThan(30);
  expect(callbacks.filter((file) => !/^bot-gateway\/src\/callbacks\/[^/]+\.callbacks\.ts$/.test(file))).toEqual([]);
});

it('a feature of the gateway keeps no list of addresses, which others would import from it', () => {
  expect(features.filter((file) => file.endsWith('.callbacks.ts'))).toEqual([]);
});

it('a folder of a worker has at most six files, or is in the list with the reason and its number of files', () => {
  expect(workers.length).toBeGreaterThan(150);
  expect(tooLarge(workers)).toEqual(
    Object.fromEntries(Object.entries(LARGER).map(([name, { files }]) => [name, files])),
  );
});

it('a folder with a seventh file is found, and its specs are not counted', () => {
  const six = Array.from({ length: 6 }, (_, at) => `features/a/${at}.ts`);

  expect(tooLarge([...six, 'features/a/a.medium.spec.ts'])).toEqual({});
  expect(tooLarge([...six, 'features/a/6.ts'])).toEqual({ 'features/a': 7 });
});
