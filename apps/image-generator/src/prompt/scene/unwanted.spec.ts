import { describe, expect, it } from '@jest/globals';
import { separateUnwanted } from './unwanted';

describe('things that the person does not want', () => {
  it.each([
    ['портрет в лесу без шляпы', 'портрет в лесу', ['шляпы'], ['bareheaded, hair fully visible']],
    [
      'без очков и бороды, у моря',
      'у моря',
      ['очков', 'бороды'],
      ['bare eyes, unobstructed gaze', 'clean-shaven face'],
    ],
    ['на пляже, не улыбается', 'на пляже', ['улыбается'], ['calm serious expression, closed lips']],
    ['пусть не смотрит в камеру, в кафе', 'в кафе', ['смотрит в камеру'], ['gaze turned aside']],
    ['без людей на фоне, у моря', 'у моря', ['людей на фоне'], ['alone in the frame, empty surroundings']],
    ['портрет без шляпы на закате', 'портрет на закате', ['шляпы'], ['bareheaded, hair fully visible']],
    ['никаких надписей, ночной город', 'ночной город', ['надписей'], ['clean unmarked surfaces']],
    ['a knight in a castle, no text', 'a knight in a castle', ['text'], ['clean unmarked surfaces']],
    ['woman not smiling at the beach', 'woman at the beach', ['smiling'], ['calm serious expression, closed lips']],
    [
      'in the rain without an umbrella and hat',
      'in the rain',
      ['an umbrella', 'hat'],
      ['bareheaded, hair fully visible'],
    ],
    ["a street, don't show any people", 'a street', ['any people'], ['alone in the frame, empty surroundings']],
    ['a clear day with no clouds', 'a clear day', ['clouds'], ['clear open sky']],
  ])('an unwanted thing is removed from "%s" and replaced', (prompt, text, unwanted, instead) => {
    expect(separateUnwanted(prompt)).toEqual({ text, unwanted, instead });
  });

  it.each([
    'не только деловой портрет',
    'безумный учёный, небо в звёздах',
    'нежный свет, небольшой дом',
    'a notable knight, nothing special',
    'without doubt the best portrait',
    'с телефоном в руке',
  ])('no unwanted thing is found in "%s"', (prompt) => {
    expect(separateUnwanted(prompt)).toEqual({ text: prompt, unwanted: [], instead: [] });
  });

  it('an unwanted thing is removed even when no rule has a replacement, because a model draws whatever a prompt names', () => {
    expect(separateUnwanted('on a chair, without a giraffe')).toEqual({
      text: 'on a chair',
      unwanted: ['a giraffe'],
      instead: [],
    });
  });

  it('unwanted things are found without endless backtracking, even in the longest idea', () => {
    expect(separateUnwanted('без '.repeat(250)).unwanted).toHaveLength(1);
    expect(separateUnwanted('no a '.repeat(200)).unwanted).toHaveLength(1);
  });
});
