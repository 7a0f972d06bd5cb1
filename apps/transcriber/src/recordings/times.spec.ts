import { describe, expect, it } from '@jest/globals';
import { spread, timed } from './times';

const stretches = (...times: (readonly [number, number])[]) =>
  times.map(([startsAt, endsAt]) => ({ startsAt, endsAt }));
const timesOf = (text: string, ...speech: (readonly [number, number])[]) =>
  spread(text, stretches(...speech)).map(({ startsAt, endsAt }) => [startsAt, endsAt]);

describe('sentences without times', () => {
  it('sentences without times are spread over the speech by their length', () => {
    expect(timesOf('Десять букв. И ещё двадцать три буквы.', [10, 13.7])).toEqual([
      [10, 11.2],
      [11.2, 13.7],
    ]);
  });

  it('a sentence without times that would end near a pause ends in the pause, and the next sentence begins after it', () => {
    expect(timesOf('Раз два три. Раз два три. Раз два три.', [0, 3], [5, 8], [20, 23.5])).toEqual([
      [0, 3],
      [5, 8],
      [20, 23.5],
    ]);
  });

  it('a short sentence without times beside a pause, or at the end of the speech, has a time of its own', () => {
    const long = 'Мы обсудили смету и решили её утвердить, времени почти не осталось.';
    const times = timesOf(`${long} Да. Нет. ${long} Всё.`, [0, 10], [12, 22]);

    expect(times).toHaveLength(5);
    expect(times.filter(([startsAt = 0, endsAt = 0]) => endsAt <= startsAt)).toEqual([]);
    expect(times.map(([, endsAt]) => endsAt)).toContain(10);
    expect(times.map(([startsAt]) => startsAt)).toContain(12);
    expect(times.at(-1)?.[1]).toBe(22);
  });

  it('a sentence without times may go on over a pause within it', () => {
    expect(timesOf('Одно длинное предложение на всё.', [2, 30], [40, 60])).toEqual([[2, 60]]);
  });

  it('sentences without times keep their number even when there are more of them than stretches', () => {
    expect(timesOf('А. Б. В. Г.', [0, 40])).toEqual([
      [0, 10],
      [10, 20],
      [20, 30],
      [30, 40],
    ]);
  });
});

describe('times of a model', () => {
  /** Words are said from 10 to 12 s and from 90 to 93 s; of the silence between them, half a second was sent to the model. */
  const piece = {
    position: 0,
    sent: stretches([10, 12.25], [89.75, 93]),
    sound: stretches([10, 12], [90, 93]),
  };
  const told = (...times: (readonly [number, number])[]) => {
    const segments = times.map(([startsAt, endsAt]) => ({ startsAt, endsAt, text: 'Да.', speaker: null }));
    return timed({ text: '', segments, languages: [] }, piece).map(({ startsAt, endsAt }) => [startsAt, endsAt]);
  };

  it('a model’s times refer to the sent sound, and are converted to times of the recording', () => {
    expect(told([0.5, 1.5], [3, 5])).toEqual([
      [10.5, 11.5],
      [90.5, 92.5],
    ]);
  });

  it('a model’s times that are a little off stay on their side of the silence', () => {
    expect(told([0, 2.4], [2.1, 5.5])).toEqual([
      [10, 12],
      [90, 93],
    ]);
  });

  it('a model’s times beyond the sent sound are cut to its end, and no segment ends before it begins', () => {
    expect(told([4, 60], [2.1, 2.4])).toEqual([
      [91.5, 93],
      [90, 90],
    ]);
  });
});
