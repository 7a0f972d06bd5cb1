import { describe, expect, it } from '@jest/globals';
import { questionIn } from './question';

describe('a typed question', () => {
  it.each([
    ['  Когда\n будет   отчёт? ', 'Когда будет отчёт?'],
    ['Кто\0?', 'Кто?'],
    ['я'.repeat(500), 'я'.repeat(500)],
    ['я'.repeat(501), undefined],
    ['да', undefined],
    ['1 2 3 ?', undefined],
    ['', undefined],
  ])('a typed question is read as one line, or refused: %j', (typed, question) =>
    expect(questionIn(typed)).toBe(question),
  );
});
