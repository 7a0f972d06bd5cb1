import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FewLetters } from './few-letters';

const SOURCES = [
  String.raw`(?<![\p{L}\p{N}])(?:ab\p{L}{0,3}|a[^\p{L}\p{N}]{0,3}б|[1-9一][岁歳])(?![\p{L}\p{N}])`,
  String.raw`(?:x|ж)[ -]?\p{N}{1,2}|\p{L}{4}`,
];

/**
 * Letters that the patterns name, other letters within and beyond Unicode's first plane, numbers of all kinds, signs, marks, and private
 * use.
 */
const CHARACTERS = [
  ...'abcxyzбжя一二岁歳çЁ𐐀𐐁',
  ...'0129Ⅷ①५',
  ...' -.,!*',
  '\u0301',
  '🍆',
  '\ue000',
  '\uf8fe',
  '\uf8ff',
];

describe('a pattern over a small alphabet', () => {
  it.each(SOURCES)(
    'a pattern over a small alphabet matches exactly the texts that the original pattern matches: %s',
    (source) => {
      const letters = new FewLetters(SOURCES);
      const [written, compact] = [new RegExp(source, 'u'), letters.pattern(source, 'u')];
      const text = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 12 }).map((characters) => characters.join(''));

      fc.assert(
        fc.property(text, (some) => compact.test(letters.written(some)) === written.test(some)),
        { numRuns: 5_000 },
      );
    },
  );

  it('a pattern over a small alphabet contains no class of Unicode, because thousands of these take seconds to compile', () => {
    for (const source of SOURCES)
      expect(new FewLetters(SOURCES).pattern(source, 'u').source).not.toContain(String.raw`\p`);
  });

  it.each([String.raw`\bword`, String.raw`\p{Lu}`, '[а-я]', String.raw`[\p{N}a-z]`])(
    'a pattern whose meaning a small alphabet would change is refused: %s',
    (source) => {
      expect(() => new FewLetters([source])).toThrow();
    },
  );
});
