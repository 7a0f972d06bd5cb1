import { describe, expect, it } from '@jest/globals';
import { languagesIn } from './speech-models';

describe('the languages of an answer', () => {
  it.each([
    ['russian', 'ru'],
    ['German', 'de'],
    ['hebrew', 'he'],
    ['indonesian', 'id'],
    ['javanese', 'jv'],
    ['romanian', 'ro'],
    ['yiddish', 'yi'],
  ])('the English name %s becomes the current code %s', (language, code) => {
    expect(languagesIn({ languages: undefined, language })).toEqual([code]);
  });

  it('a name that no language has becomes no code', () => {
    expect(languagesIn({ languages: undefined, language: 'klingonese' })).toEqual([]);
  });

  it('a list of codes is taken as it is, without entries that are no codes', () => {
    expect(languagesIn({ languages: [{ code: 'ru' }, null, { code: 7 }, { code: 'en' }], language: null })).toEqual([
      'ru',
      'en',
    ]);
  });
});
