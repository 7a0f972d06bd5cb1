import { describe, expect, it } from '@jest/globals';
import { LOOK_GROUPS, lookFrom, lookOf, looksFor, LOOKS } from './looks';

describe('the catalogue of looks', () => {
  it('the catalogue of looks has eight looks in each group for a portrait, and looks for a style in three groups', () => {
    for (const group of LOOK_GROUPS) expect(looksFor(group, 'portrait')).toHaveLength(8);
    const groupsOfStyles = LOOK_GROUPS.filter((group) => looksFor(group, 'style').length > 0);
    expect(groupsOfStyles).toEqual(['travel', 'fantasy', 'festive']);
  });

  it('the prompts of looks are English, and name no person, nor anybody’s age, origin or gender', () => {
    const named = LOOKS.flatMap(({ prompt }) => prompt.match(/(?<!^|[.!?] )\b\p{Lu}[\p{L}’']+/gu) ?? []);
    const places = ['Christmas', 'Earth', 'Egypt', 'Eiffel', 'French', 'Moscow', 'Paris', 'Tokyo', 'Year'];
    expect([...new Set(named)].toSorted()).toEqual(places);

    for (const { prompt } of LOOKS) {
      expect(prompt).not.toMatch(/\p{Script=Cyrillic}/u);
      expect(prompt).not.toMatch(
        /\b(man|woman|girl|boy|male|female|young|old (?!town|trees|library|castle)|aged?|teen\w*)\b/i,
      );
      expect(prompt).not.toMatch(
        /\b(asian|african|european|caucasian|slavic|latin[ao]?|in the style of|no|without)\b/i,
      );
    }
  });

  it('the catalogue of looks does not know a look of another release', () => {
    expect(lookOf('office')?.group).toBe('business');
    expect(lookOf('of-tomorrow')).toBeUndefined();
    expect(lookOf(null)).toBeUndefined();
  });
});

describe('a file of a look', () => {
  const prompt = 'word '.repeat(40).trim();
  const whole = { aspectRatio: '3:4', fits: ['portrait'], prompt };
  const read = (changed: object) => lookFrom('business', 'test', JSON.stringify({ ...whole, ...changed }));

  it('a file of a look is read with its folder as the group and its name as the id', () => {
    expect(read({})).toEqual({ ...whole, id: 'test', group: 'business' });
  });

  it.each([
    ['aspectRatio', { aspectRatio: '5:4' }],
    ['fits', { fits: [] }],
    ['fits', { fits: ['landscape'] }],
    ['prompt', { prompt: 'too short' }],
    ['prompt', { prompt: 'word '.repeat(71).trim() }],
  ])('a wrong %s in the file of a look is an error that names the file and the field', (field, changed) => {
    expect(() => read(changed)).toThrow(`looks/business/test.json: ${field}`);
  });
});
