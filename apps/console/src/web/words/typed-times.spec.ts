import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const TYPED =
  /\d+ ?(?:дн|сут|час|мин|сек|days?\b|hours?\b|min\b|minutes?\b|seconds?\b|s\b|\p{L}+ (?:в секунду|a second))|полчаса|half an hour/u;

/** Messages with a time that no constant of ours owns. */
const OWN: readonly string[] = [
  'paying-in-month', // billing calls this figure «month»
];

it.each(['ru', 'en', 'selling.ru', 'selling.en'])(
  'the words of the desk take times from the constants that own them: %s',
  (file) => {
    const lines = readFileSync(path.join(__dirname, `${file}.ftl`), 'utf8').split('\n');

    const typed = lines.filter((line) => TYPED.test(line)).map((line) => line.split(' ')[0]!);

    expect(typed.filter((key) => !OWN.includes(key))).toEqual([]);
  },
);
