import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import ts from 'typescript';

const gateway = path.resolve(__dirname, '../../apps/bot-gateway/src');

/** The files that a file imports by relative paths, imports of types included. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) return [];
    const meant = path.resolve(path.dirname(file), fileName);
    return ts.sys.directoryExists(meant) && !ts.sys.fileExists(`${meant}.ts`) ? `${meant}/index.ts` : `${meant}.ts`;
  });
}

/**
 * Pairs of folders below `root` that import each other. A feature's `*.callbacks.ts`, which it shows to the others, counts as a folder of
 * its own.
 */
function mutualPairs(root: string): string[] {
  const roomOf = (file: string) => {
    const name = path.relative(root, file);
    return name.endsWith('.callbacks.ts') ? name : path.dirname(name);
  };
  const arrows = new Set<string>();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
    const file = path.join(root, name);
    for (const meant of importsOf(file)) arrows.add(`${roomOf(file)} → ${roomOf(meant)}`);
  }
  return [...arrows].filter((arrow) => {
    const [from = '', to = ''] = arrow.split(' → ');
    return from < to && arrows.has(`${to} → ${from}`);
  });
}

it('no two folders of the gateway import each other', () => {
  expect(mutualPairs(gateway)).toEqual([]);
});

it('two folders that import each other are found even when one import is of a type only and the other goes through an index; two features may import each other’s callbacks', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'aisha-rooms-'));
  const plant = (file: string, code: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), code);
  };
  try {
    plant('cards/card.ts', `import type { Step } from '../steps';\nexport type Card = Step;\n`);
    plant('steps/index.ts', `export * from './step';\n`);
    plant('steps/step.ts', `export const draw = () => import('../cards/card');\nexport type Step = string;\n`);
    plant('a/a.callbacks.ts', `export const openA = 1;\n`);
    plant('a/a.step.ts', `export { openB } from '../b/b.callbacks';\n`);
    plant('b/b.callbacks.ts', `export const openB = 1;\n`);
    plant('b/b.step.ts', `export { openA } from '../a/a.callbacks';\n`);

    expect(mutualPairs(root)).toEqual(['cards → steps']);
  } finally {
    rmSync(root, { recursive: true });
  }
});
