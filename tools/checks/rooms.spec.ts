import { existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import ts from 'typescript';
import { trackedFiles } from './tracked-files';

const workspace = path.resolve(__dirname, '../..');

/** Whether a file is code, and no spec. */
const isCode = (name: string) => /\.[cm]?[jt]sx?$/.test(name) && !/\.spec\.|\.d\.[cm]?ts$/.test(name);

const ENDINGS = ['', '.ts', '.tsx', '.js', '.cjs', '/index.ts'];

/** What is imported and is no code that somebody wrote: data, builds, and what the server of the chat page gives out from a package. */
const NO_CODE = /\.(json|ftl|css)$|\/dist\/|\/chat-page\/fluent\/index\.js$/;

/**
 * The files that a file imports by relative paths, imports of types included; `files` are all there are. Throws when there is none of that
 * name, because what is not found is not checked.
 */
function importsOf(file: string, files: ReadonlySet<string>): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) return [];
    const meant = path.resolve(path.dirname(file), fileName);
    const written = [meant.replace(/\.js$/, '.ts'), ...ENDINGS.map((ending) => meant + ending)];
    const found = written.find((name) => files.has(name));
    if (found !== undefined) return [found];
    if (!NO_CODE.test(meant)) throw new Error(`${file}: no ${fileName}`);
    return [];
  });
}

type Arrows = ReadonlyMap<string, readonly string[]>;

/** The imports of each file among `names` below `root`. */
function importsBelow(root: string, names = readdirSync(root, { recursive: true, encoding: 'utf8' })): Arrows {
  const files = new Set(names.filter(isCode).map((name) => path.join(root, name)));
  const nameOf = (file: string) => path.relative(root, file);
  return new Map([...files].map((file) => [nameOf(file), importsOf(file, files).map(nameOf)]));
}

/** The folder of a file. The settings of an app (`src/config.ts`), which every folder of the app may read, count as a folder of their own. */
const folderOf = (file: string): string => (/^apps\/[^/]+\/src\/config\.ts$/.test(file) ? file : path.dirname(file));

/** The folder of a file; a feature of the gateway is one folder, with those inside it. */
const featureOf = (file: string): string =>
  /^apps\/bot-gateway\/src\/features\/[^/]+(?=\/)/.exec(file)?.[0] ?? folderOf(file);

/** The imports of each folder by the imports of its files, without those inside it; `of` says which folder a file is in. */
function betweenFolders(files: Arrows, of = folderOf): Arrows {
  const folders = new Map<string, Set<string>>();
  for (const [file, imported] of files) {
    const to = folders.get(of(file)) ?? new Set();
    for (const meant of imported) if (of(meant) !== of(file)) to.add(of(meant));
    folders.set(of(file), to);
  }
  return new Map([...folders].map(([folder, to]) => [folder, [...to]]));
}

/** A way from `start` back to itself by arrows, as short as there is; undefined when there is none. */
function circleFrom(start: string, arrows: Arrows): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const next = [start];
  for (const here of next) {
    for (const to of arrows.get(here) ?? []) {
      if (to === start) {
        const way = [here];
        while (way[0] !== start) way.unshift(cameFrom.get(way[0]!)!);
        return way;
      }
      if (!cameFrom.has(to)) {
        cameFrom.set(to, here);
        next.push(to);
      }
    }
  }
  return undefined;
}

/** The circles that the arrows form, written as “a → b → a”. Each circle begins with the first of its names in the alphabet. */
function circlesIn(arrows: Arrows): string[] {
  const circles = [...arrows.keys()].flatMap((name) => {
    const way = circleFrom(name, arrows);
    if (!way) return [];
    const at = way.indexOf([...way].sort()[0]!);
    return [[...way.slice(at), ...way.slice(0, at), way[at]].join(' → ')];
  });
  return [...new Set(circles)].sort();
}

const all = importsBelow(
  workspace,
  trackedFiles().filter((name) => existsSync(path.join(workspace, name))),
);

it('imports of folders go one way: no folder is reached from itself', () => {
  expect(all.size).toBeGreaterThan(1000);
  expect(circlesIn(betweenFolders(all))).toEqual([]);
});

it('imports of features go one way, each taken whole, with the folders inside it', () => {
  expect(circlesIn(betweenFolders(all, featureOf))).toEqual([]);
});

it('two features that import each other by folders inside them are found', () => {
  const features = 'apps/bot-gateway/src/features';
  const planted = {
    [`${features}/picture/result/hint.ts`]: `export { terms } from '../../training/order/terms';\n`,
    [`${features}/picture/order.ts`]: `export const order = 1;\n`,
    [`${features}/training/order/terms.ts`]: `export const terms = 1;\n`,
    [`${features}/training/first.ts`]: `export { order } from '../picture/order';\n`,
  };

  expect(inFolderOf(planted, (root) => circlesIn(betweenFolders(importsBelow(root))))).toEqual([]);
  expect(inFolderOf(planted, (root) => circlesIn(betweenFolders(importsBelow(root), featureOf)))).toEqual([
    `${features}/picture → ${features}/training → ${features}/picture`,
  ]);
});

it('imports of files go one way: no file is reached from itself', () => {
  expect(circlesIn(all)).toEqual([]);
});

it('folders that import each other are found even when one import is of a type only and the other goes through an index, or when each shows the other no more than its buttons; all of an app may import its settings', () => {
  const planted = {
    'cards/card.ts': `import type { Step } from '../steps';\nexport type Card = Step;\n`,
    'steps/index.ts': `export * from './step';\n`,
    'steps/step.ts': `export const draw = () => import('../cards/card');\nexport type Step = string;\n`,
    'a/a.callbacks.ts': `export const openA = 1;\n`,
    'a/a.step.ts': `export { openB } from '../b/b.callbacks';\n`,
    'b/b.callbacks.ts': `export const openB = 1;\n`,
    'b/b.step.ts': `export { openA } from '../a/a.callbacks';\n`,
    'callbacks/c.callbacks.ts': `export const openC = 1;\n`,
    'callbacks/d.callbacks.ts': `export const openD = 1;\n`,
    'c/c.step.ts': `export { openD } from '../callbacks/d.callbacks';\n`,
    'd/d.step.ts': `export { openC } from '../callbacks/c.callbacks';\n`,
    'apps/bot/src/config.ts': `export const config = 1;\n`,
    'apps/bot/src/app.module.ts': `export { menu } from './menu/menu';\n`,
    'apps/bot/src/menu/menu.ts': `export { config as menu } from '../config';\n`,
  };

  expect(inFolderOf(planted, (root) => circlesIn(betweenFolders(importsBelow(root))))).toEqual([
    'a → b → a',
    'cards → steps → cards',
  ]);
});

it('a circle of three folders is found although no two of them import each other', () => {
  const planted = {
    'build.mjs': `import './bundle/bundle.cjs';\n`,
    'bundle/bundle.cjs': `require('../start/start.js');\n`,
    'start/start.ts': `import '../options.mjs';\n`,
    'options.mjs': `export const options = 1;\n`,
  };

  expect(inFolderOf(planted, (root) => circlesIn(betweenFolders(importsBelow(root))))).toEqual([
    '. → bundle → start → .',
  ]);
  expect(inFolderOf(planted, (root) => circlesIn(importsBelow(root)))).toEqual([]);
});

it('files in a circle are found whether they stand in one folder or in several, and by imports of types; what only leads to a circle is in none', () => {
  const planted = {
    'orders/order.ts': `export type { Line } from './line';\nexport const order = 1;\n`,
    'orders/line.ts': `import { priced } from '../prices/price.mjs';\nexport type Line = typeof priced;\n`,
    'prices/price.mjs': `export { order as priced } from '../orders/order';\n`,
    'orders/index.ts': `export * from './order';\n`,
    'orders/order.spec.ts': `import './order';\n`,
  };

  expect(inFolderOf(planted, (root) => circlesIn(importsBelow(root)))).toEqual([
    'orders/line.ts → prices/price.mjs → orders/order.ts → orders/line.ts',
  ]);
});

it('an import that leads to no known file is refused, because what stands behind it would not be checked', () => {
  const planted = {
    'orders/order.store.ts': `export * from './hold.store';\nexport { default } from './prices.json';\n`,
  };

  expect(() => inFolderOf(planted, (root) => [...importsBelow(root).keys()])).toThrow('no ./hold.store');
});

/** What `found` says of a new folder with these files; the folder goes. */
function inFolderOf(files: Readonly<Record<string, string>>, found: (root: string) => string[]): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'aisha-rooms-'));
  try {
    for (const [name, code] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), code);
    }
    return found(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}
