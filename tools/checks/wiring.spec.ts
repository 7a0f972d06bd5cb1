import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import ts from 'typescript';

const root = path.resolve(__dirname, '../..');

/**
 * The most factories of all apps together: a component takes its settings as a class, so that Nest constructs it by type (decision 147).
 */
const MOST_FACTORIES = 9;
/** The most fields of one `Parts`: a reader cannot see more at a glance. */
const MOST_FIELDS = 6;

const sources = (pattern: string): string[] =>
  globSync(pattern, { cwd: root })
    .filter((file) => !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(path.join(root, file), 'utf8'));

const factoriesIn = (source: string): number => [...source.matchAll(/\buseFactory\b/g)].length;

/** Interfaces and types called `Parts`, or `…Parts`, with more fields than a reader sees at a glance. */
const bagsIn = (source: string): string[] => {
  const bags: string[] = [];
  const look = (node: ts.Node): void => {
    const members = ts.isInterfaceDeclaration(node)
      ? node.members
      : ts.isTypeAliasDeclaration(node) && ts.isTypeLiteralNode(node.type)
        ? node.type.members
        : undefined;
    if (members && members.length > MOST_FIELDS) {
      const { text } = (node as ts.InterfaceDeclaration | ts.TypeAliasDeclaration).name;
      if (/Parts$/.test(text)) bags.push(`${text}: ${members.length}`);
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest));
  return bags;
};

it('the apps let Nest construct their classes by the types of the parameters, and have nine factories at most', () => {
  const apps = sources('apps/*/src/**/*.ts');

  expect(apps.length).toBeGreaterThan(500);
  expect(apps.reduce((sum, source) => sum + factoriesIn(source), 0)).toBeLessThanOrEqual(MOST_FACTORIES);
});

it('a factory is counted however it is written', () => {
  expect(factoriesIn(`{ provide: A, useFactory: () => new A() }, { provide: B, inject: [A], useFactory }, C`)).toBe(2);
});

/** The larger bags of libraries, which decision 147 explains. They may lose fields, but gain none. */
const LARGER = ['InboxParts: 9', 'Parts: 11'];

it('no `Parts` has more than six fields, but for two of libraries', () => {
  expect(sources('apps/*/src/**/*.ts').flatMap(bagsIn)).toEqual([]);
  expect(sources('libs/*/src/**/*.ts').flatMap(bagsIn).toSorted()).toEqual(LARGER);
});

it('a `Parts` of seven fields is found, whether it is an interface or a type', () => {
  const fields = (count: number) =>
    Array.from({ length: count }, (_, index) => `readonly f${index}: string;`).join('\n');

  expect(bagsIn(`export interface TurnParts { ${fields(7)} }`)).toEqual(['TurnParts: 7']);
  expect(bagsIn(`type Parts = { ${fields(7)} };`)).toEqual(['Parts: 7']);
  expect(bagsIn(`interface Parts { ${fields(6)} }`)).toEqual([]);
});
