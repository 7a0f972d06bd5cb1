import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');

/** All app modules together. A component takes its settings as a class, so that Nest constructs it by type (decision 147). */
const MOST_FACTORIES = 15;

const factoriesIn = (module: string): number => [...module.matchAll(/\buseFactory\b/g)].length;

it('the modules of the apps construct by type, with fifteen factories at most', () => {
  const modules = globSync('apps/*/src/app.module.ts', { cwd: root });
  const factories = modules.map((file) => factoriesIn(readFileSync(path.join(root, file), 'utf8')));

  expect(modules.length).toBeGreaterThan(7);
  expect(factories.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(MOST_FACTORIES);
});

it('a factory is counted however it is written', () => {
  expect(factoriesIn(`{ provide: A, useFactory: () => new A() }, { provide: B, inject: [A], useFactory }, C`)).toBe(2);
});
