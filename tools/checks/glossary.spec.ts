import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ORDER_KINDS } from '@aisha/kinds';
import { expect, it } from '@jest/globals';

const root = path.resolve(__dirname, '../..');

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
  const means = rows.find(([, word]) => word === 'kind')?.[2] ?? '';
  expect(ORDER_KINDS.filter((kind) => !means.includes(kind))).toEqual([]);
});
