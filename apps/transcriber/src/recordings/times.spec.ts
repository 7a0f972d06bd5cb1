import { describe, expect, it } from '@jest/globals';
import { readable } from './readable';
import { spread } from './times';

const stretches = (...times: (readonly [number, number])[]) =>
  times.map(([startsAt, endsAt]) => ({ startsAt, endsAt }));
const timesOf = (text: string, ...speech: (readonly [number, number])[]) =>
  spread(text, stretches(...speech)).map(({ startsAt, endsAt }) => [startsAt, endsAt]);

describe('sentences without times', () => {
  it('take the speech by their length', () => {
    expect(timesOf('Десять букв. И ещё двадцать три буквы.', [10, 13.7])).toEqual([
      [10, 11.2],
      [11.2, 13.7],
    ]);
  });

  it('end in the pause that is near, and begin after it', () => {
    expect(timesOf('Раз два три. Раз два три. Раз два три.', [0, 3], [5, 8], [20, 23.5])).toEqual([
      [0, 3],
      [5, 8],
      [20, 23.5],
    ]);
  });

  it('go on over a pause in their midst', () => {
    expect(timesOf('Одно длинное предложение на всё.', [2, 30], [40, 60])).toEqual([[2, 60]]);
  });

  it('are as many as were written when there are more than stretches', () => {
    expect(timesOf('А. Б. В. Г.', [0, 40])).toEqual([
      [0, 10],
      [10, 20],
      [20, 30],
      [30, 40],
    ]);
  });
});

describe('the text', () => {
  const said = (startsAt: number, text: string, more: object = {}) => ({
    ...{ startsAt, endsAt: startsAt + 1, text, speaker: null, doubt: null },
    ...more,
  });

  it('has a paragraph for what was said without a long pause, by one speaker', () => {
    expect(
      readable([
        said(0, 'Раз.', { speaker: 'A' }),
        said(1.5, 'Два.', { speaker: 'A' }),
        said(9, 'Три.', { speaker: 'A' }),
        said(10, 'Четыре.', { speaker: 'B' }),
      ]),
    ).toBe('Раз. Два.\n\nТри.\n\nЧетыре.');
  });

  it('has nothing that may never have been said', () => {
    expect(readable([said(0, 'Раз.'), said(1, 'Раз.', { doubt: 'loop' }), said(2, 'Два.')])).toBe('Раз. Два.');
  });

  it('has no paragraph that fills more than a screen, and none that ends in a sentence', () => {
    const paragraphs = readable([said(0, `${'а'.repeat(700)},`), said(1, 'б.'), said(2, 'в.')]).split('\n\n');

    expect(paragraphs.map((text) => text.at(-2))).toEqual(['б', 'в']);
  });
});
