import { describe, expect, it } from '@jest/globals';
import { plainText } from '../engine/conversation';
import { likenessOfResult } from './likeness';

const said = (...distances: number[]) => {
  const line = likenessOfResult(
    distances.map((distance, position) => ({ position, distance })),
    'ru',
  );
  return line && plainText(line);
};

describe('the likeness of a result', () => {
  it.each([
    ['👤 Похоже на фото', [0.3]],
    ['👤 Отчасти похоже на фото', [0.55, 0.56]],
    ['👤 Непохоже на фото', [0.8]],
    ['👤 Похоже: 1, 3 · Отчасти: 4 · Непохоже: 2', [0.3, 0.7, 0.3, 0.55]],
  ])('the likeness of a result has these words: «%s»', (text, distances) => {
    expect(said(...distances)).toBe(text);
  });

  it('the likeness of a result is not mentioned when no picture shows a face', () => {
    expect(said()).toBeNull();
  });
});
