import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import ts from 'typescript';

const workspace = path.resolve(__dirname, '../..');

/** Whether a file is code that the rooms hold: no spec, and nothing that a build or npm wrote. */
const isCode = (name: string) =>
  /\.(ts|tsx|mts|mjs|js)$/.test(name) &&
  !/\.spec\.|\.d\.m?ts$/.test(name) &&
  !/(^|\/)(node_modules|dist|demo-out)\//.test(name);

/** The files that a file imports by relative paths, imports of types included; `files` are all there are. */
function importsOf(file: string, files: ReadonlySet<string>): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) return [];
    const meant = path.resolve(path.dirname(file), fileName);
    const found = ['', '.ts', '.tsx', '/index.ts'].map((ending) => meant + ending).find((name) => files.has(name));
    return found === undefined ? [] : [found];
  });
}

/** The imports of each file below `roots`. */
function importsBelow(...roots: readonly string[]): Map<string, string[]> {
  const files = new Set(
    roots.flatMap((root) => {
      const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
      return names.filter(isCode).map((name) => path.join(root, name));
    }),
  );
  return new Map([...files].map((file) => [file, importsOf(file, files)]));
}

/**
 * Pairs of folders that import each other. What a feature shows to the others (`*.callbacks.ts`) counts as a folder of its own, and so do
 * the settings of an app (`src/config.ts`), which every folder of the app may read.
 */
function mutualPairs(imports: ReadonlyMap<string, readonly string[]>, root: string): string[] {
  const roomOf = (file: string) => {
    const name = path.relative(root, file);
    return name.endsWith('.callbacks.ts') || /^apps\/[^/]+\/src\/config\.ts$/.test(name) ? name : path.dirname(name);
  };
  const arrows = new Set<string>();
  for (const [file, imported] of imports) {
    for (const meant of imported) arrows.add(`${roomOf(file)} → ${roomOf(meant)}`);
  }
  return [...arrows].filter((arrow) => {
    const [from = '', to = ''] = arrow.split(' → ');
    return from < to && arrows.has(`${to} → ${from}`);
  });
}

/** The files that are reached from themselves by imports. */
function filesInCircles(imports: ReadonlyMap<string, readonly string[]>, root: string): string[] {
  // What imports nothing that is left stands in no circle, nor does what is imported by nothing that is left.
  const left = new Map([...imports].map(([file, imported]) => [file, new Set(imported)]));
  let before = Infinity;
  while (left.size < before) {
    before = left.size;
    const imported = new Set([...left.values()].flatMap((files) => [...files]));
    for (const [file, files] of left) {
      for (const meant of files) if (!left.has(meant)) files.delete(meant);
      if (files.size === 0 || !imported.has(file)) left.delete(file);
    }
  }
  return [...left.keys()].map((file) => path.relative(root, file));
}

const all = importsBelow(...['apps', 'dev', 'e2e', 'libs', 'tools'].map((folder) => path.join(workspace, folder)));

it('no two folders import each other', () => {
  expect(all.size).toBeGreaterThan(1000);
  expect(mutualPairs(all, workspace)).toEqual([]);
});

it('no file is reached from itself by imports', () => {
  expect(filesInCircles(all, workspace)).toEqual([]);
});

it('two folders that import each other are found even when one import is of a type only and the other goes through an index; two features may import each other’s callbacks, and all of an app its settings', () => {
  const found = (root: string) => mutualPairs(importsBelow(root), root);
  const planted = {
    'cards/card.ts': `import type { Step } from '../steps';\nexport type Card = Step;\n`,
    'steps/index.ts': `export * from './step';\n`,
    'steps/step.ts': `export const draw = () => import('../cards/card');\nexport type Step = string;\n`,
    'a/a.callbacks.ts': `export const openA = 1;\n`,
    'a/a.step.ts': `export { openB } from '../b/b.callbacks';\n`,
    'b/b.callbacks.ts': `export const openB = 1;\n`,
    'b/b.step.ts': `export { openA } from '../a/a.callbacks';\n`,
    'apps/bot/src/config.ts': `export const config = 1;\n`,
    'apps/bot/src/app.module.ts': `export { menu } from './menu/menu';\n`,
    'apps/bot/src/menu/menu.ts': `export { config as menu } from '../config';\n`,
  };
  expect(inFolderOf(planted, found)).toEqual(['cards → steps']);
});

it('files in a circle are found whether they stand in one folder or in several, and by imports of types', () => {
  const found = (root: string) => filesInCircles(importsBelow(root), root);
  const planted = {
    'orders/order.ts': `export type { Line } from './line';\nexport const order = 1;\n`,
    'orders/line.ts': `import { priced } from '../prices/price.mjs';\nexport type Line = typeof priced;\n`,
    'prices/price.mjs': `export { order as priced } from '../orders/order';\n`,
    'orders/index.ts': `export * from './order';\n`,
    'orders/order.spec.ts': `import './order';\n`,
  };
  expect(inFolderOf(planted, found).sort()).toEqual(['orders/line.ts', 'orders/order.ts', 'prices/price.mjs']);
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
