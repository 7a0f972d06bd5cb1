import { describe, expect, it } from '@jest/globals';
import { HARMLESS_IDEAS } from '../../spec/harmless-ideas';
import { isReadByRules } from './read-languages';

describe('the rules alone, without a language model', () => {
  it.each([
    'космонавт на Луне, без шлема',
    'портрет в парке осенью',
    'on the beach at sunset',
    'astronaut on the moon, no helmet',
  ])('the rules alone judge texts in Russian or English: %s', (idea) => {
    expect(isReadByRules(idea)).toBe(true);
  });

  it.each(Object.entries(HARMLESS_IDEAS).filter(([language]) => language !== 'en' && language !== 'ru'))(
    'nearly all texts in %s need the language model',
    (_language, ideas) => {
      expect(ideas.filter(isReadByRules).length).toBeLessThanOrEqual(1);
    },
  );
});
