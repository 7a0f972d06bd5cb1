import { describe, expect, it } from '@jest/globals';
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
