import { describe, expect, it } from '@jest/globals';
import { separateUnwanted } from './unwanted';

describe('what a person does not want', () => {
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
  ])('what a person does not want is taken out of "%s" and said positively', (prompt, text, unwanted, instead) => {
    expect(separateUnwanted(prompt)).toEqual({ text, unwanted, instead });
  });

  it.each([
    'не только деловой портрет',
    'безумный учёный, небо в звёздах',
    'нежный свет, небольшой дом',
    'a notable knight, nothing special',
    'without doubt the best portrait',
    'с телефоном в руке',
  ])('what a person does not want is not found in "%s"', (prompt) => {
    expect(separateUnwanted(prompt)).toEqual({ text: prompt, unwanted: [], instead: [] });
  });

  it('what a person does not want is left out when no rule can say it positively: to name it would be to draw it', () => {
    expect(separateUnwanted('on a chair, without a giraffe')).toEqual({
      text: 'on a chair',
      unwanted: ['a giraffe'],
      instead: [],
    });
  });

  it('what a person does not want is found in the longest idea without backtracking through everything, which would never end', () => {
    expect(separateUnwanted('без '.repeat(250)).unwanted).toHaveLength(1);
    expect(separateUnwanted('no a '.repeat(200)).unwanted).toHaveLength(1);
  });
});
