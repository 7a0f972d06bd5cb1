import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');

/** Folders of libs/kinds that hold no kind. */
const NO_KINDS = ['lists', 'order'];

const [, glossary = ''] = readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8').split('\n## Glossary\n');
const rows = glossary
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()));

it('the glossary explains each word once', () => {
  const words = rows.flatMap(([, word = '']) => word.split(', '));
  expect(words.length).toBeGreaterThan(90);
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  expect(rows.filter(([, word]) => word === 'Word' || word?.startsWith('---'))).toEqual([]);
});

it('the glossary names every kind of order', () => {
  const kinds = readdirSync(path.join(root, 'libs/kinds/src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NO_KINDS.includes(entry.name))
    .map(({ name }) => name);
  const means = rows.find(([, word]) => word === 'kind')?.[2] ?? '';
  expect(kinds.filter((kind) => !means.includes(kind))).toEqual([]);
});
