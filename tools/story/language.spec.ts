import { describe, expect, it } from '@jest/globals';

describe('the language of a story', () => {
  it.each([
    ['what was asked for', 'en', { LANG: 'ru_RU.UTF-8' }, 'en'],
    ['no third language', 'de', {}, undefined],
    ['the terminal’s', undefined, { LANG: 'en_US.UTF-8' }, 'en'],
    ['English for other languages', undefined, { LC_ALL: 'de_DE.UTF-8', LANG: 'ru_RU.UTF-8' }, 'en'],
    ['Russian of a Russian terminal', undefined, { LANG: 'ru_RU.UTF-8' }, 'ru'],
    ['Russian without a locale', undefined, {}, 'ru'],
    ['Russian in the locale of programs', undefined, { LANG: 'C.UTF-8' }, 'ru'],
  ])('the language of a story is %s', async (_which, asked, env, language) => {
    const { storyLanguage } = await import('./language.mts');

    expect(storyLanguage(asked, env)).toBe(language);
  });
});
