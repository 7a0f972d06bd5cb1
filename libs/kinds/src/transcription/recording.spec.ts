import { describe, expect, it } from '@jest/globals';
import { VOCABULARY, vocabularyIn } from './recording';

describe('a list of own words', () => {
  it('a list of own words is split at commas, semicolons and lines; a word that comes twice is kept as it was written last', () => {
    expect(vocabularyIn(' Анна  Кузнецова, PgBouncer;\n\npgbouncer,, Nx\n')).toEqual([
      'Анна Кузнецова',
      'pgbouncer',
      'Nx',
    ]);
  });

  it.each([
    ['nothing', ' ,;\n'],
    ['too many words', Array.from({ length: VOCABULARY.words + 1 }, (_, nth) => `слово ${nth}`).join()],
    ['a word of one letter', 'Анна, я'],
    ['a sentence', `Анна, ${'а'.repeat(VOCABULARY.length.max + 1)}`],
    ['a word without letters', 'Анна, 12345'],
  ])('a list of own words is refused with %s', (_what, typed) => {
    expect(vocabularyIn(typed)).toBeUndefined();
  });
});
