import { describe, expect, it } from '@jest/globals';
import { beginningOf, openingOf } from './sentences';

describe('the beginning of a text', () => {
  it.each([
    ['is the text when it fits', 'Возьмите с собой макет', 22, 'Возьмите с собой макет'],
    ['ends with a word', 'Возьмите с собой макет и договор.', 18, 'Возьмите с собой…'],
    ['keeps the word that just fits', 'Возьмите с собой макет и договор.', 22, 'Возьмите с собой макет…'],
    ['has no blank or line end before its dots', 'Возьмите с собой \n макет и договор.', 20, 'Возьмите с собой…'],
    ['has no full stop before its dots', 'Встреча в пятницу. Макет и договор.', 20, 'Встреча в пятницу…'],
    ['has no dash before its dots', 'Возьмите с собой — макет и договор.', 18, 'Возьмите с собой…'],
    [
      'cuts a word when ending before it would cost half of the beginning',
      'Я достопримечательность',
      12,
      'Я достоприме…',
    ],
    ['cuts the only word', 'море', 2, 'мо…'],
    ['does not cut a character', 'ура🙂', 3, 'ура…'],
    ['counts a character as one', 'ура🙂!', 4, 'ура🙂…'],
  ])('the beginning of a text %s', (_, text, characters, beginning) => {
    expect(beginningOf(text, characters)).toBe(beginning);
  });
});

describe('the opening of a text', () => {
  it.each([
    ['is one line', ' Возьмите\n\n с собой\tмакет \n', 30, 'Возьмите с собой макет'],
    ['counts the characters of the line', 'Возьмите\n\n\n\n\n\nс собой макет', 16, 'Возьмите с собой…'],
    ['is empty for a text of blanks', ' \n ', 30, ''],
  ])('the opening of a text %s', (_, text, characters, opening) => {
    expect(openingOf(text, characters)).toBe(opening);
  });
});
