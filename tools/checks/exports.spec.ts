import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { trackedFiles } from './tracked-files';

const root = path.resolve(__dirname, '../..');

/**
 * The names that a file exports and no file takes, by an import or as a member of what it imported. Names are compared without their
 * files, so a name that is exported twice counts as taken when one of them is. Classes are left out: decorators and containers name them.
 */
function untaken(texts: readonly string[]): string[] {
  const taken = new Set<string>();
  for (const text of texts) {
    for (const [, names = ''] of text.matchAll(/\{([^{}]*)\}\s*(?:from\s|= (?:await |require\())/g))
      for (const name of names.match(/\w+/g) ?? []) taken.add(name);
    for (const [, name = ''] of text.matchAll(/\.(\w+)/g)) taken.add(name);
  }
  return texts
    .flatMap((text) => [...text.matchAll(/^export (?:async )?(?:interface|type|const|function) (\w+)/gm)])
    .map(([, name = '']) => name)
    .filter((name) => !taken.has(name));
}

/** What no file takes by its name, with what needs the export. */
const NEEDED: Readonly<Record<string, string>> = {
  Choosing: 'the compiler names it in the declarations of another file',
  FieldCodec: 'the compiler names it in the declarations of another file',
  GenerationWithPictures: 'the compiler names it in the declarations of another file',
  Hold: 'the compiler names it in the declarations of another file',
  StepKit: 'the compiler names it in the declarations of another file',
  databaseConnections: 'a metric, which is there by being made',
  everyComparison: 'the spec of the rights to the storage takes every prefix',
  everyOriginal: 'the spec of the rights to the storage takes every prefix',
  everySource: 'the spec of the rights to the storage takes every prefix',
  strykerPlugins: 'Stryker reads it',
};

it('each name that a file exports is used by another file', () => {
  const files = trackedFiles('*.ts', '*.tsx', '*.mts', '*.cts', '*.js', '*.mjs', '*.cjs').filter(
    (file) => !file.startsWith('clients/') && !file.includes('/generated/'),
  ); // its programs take what a client exports
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

  expect(untaken(files.map(read)).toSorted()).toEqual(Object.keys(NEEDED).toSorted());
});

it('an unused export is found; an export that is imported, passed on or used as a member is none', () => {
  const exporting = ['one', 'two', 'three', 'four', 'five'].map((name) => `export const ${name} = 1;`).join('\n');
  const taking = `import { one, type Two } from './a';\nexport { two as other } from './a';\nconst { three } = await import('./a');\na.four();`;

  expect(untaken([exporting, 'export type Two = 1;\nexport interface Three {}', taking])).toEqual(['five', 'Three']);
});

it('what a package offers to others is there: each entry of its exports names a file', () => {
  const packages = trackedFiles('apps/*/package.json', 'dev/*/package.json', 'libs/*/package.json');
  const sources = packages.flatMap((file) => {
    const { exports } = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as {
      exports: Record<string, { '@aisha/source'?: string } | string | null>;
    };
    return Object.values(exports).flatMap((entry) =>
      typeof entry === 'object' && entry?.['@aisha/source']
        ? [path.join(path.dirname(file), entry['@aisha/source'])]
        : [],
    );
  });

  expect(sources.length).toBeGreaterThan(20);
  expect(sources.filter((source) => globSync(source, { cwd: root }).length === 0)).toEqual([]);
});
