import { describe, expect, it } from '@jest/globals';
import { languageOfScript } from './prompt-language';

describe('the language of an idea', () => {
  it.each([
    ['космонавт на Луне', 'ru'],
    ['a knight in a castle', 'en'],
    ['портрет в стиле cyberpunk', 'ru'],
    ['portrait of me «как в кино»', 'en'],
    ['夕暮れの海辺', 'other'],
    ['42', 'en'],
  ])('the idea "%s" is in the language %s', (prompt, language) => {
    expect(languageOfScript(prompt)).toBe(language);
  });
});
