import { describe, expect, it } from '@jest/globals';
import { doubting } from './doubts';

const segment = (text: string) => ({ startsAt: 0, endsAt: 10, text, speaker: null, doubt: null });
/** The doubt about each text when the piece has this many seconds of sound. */
const judged = (seconds: number, ...texts: string[]) =>
  doubting(texts.map(segment), seconds).map(({ text, doubt }) => [text, doubt]);

describe('words that perhaps nobody said', () => {
  it('a sentence that the model repeats is doubted after the first time', () => {
    const loop = Array.from({ length: 6 }, () => 'Спасибо большое.');

    expect(judged(30, 'Начнём.', ...loop, 'До завтра.')).toEqual([
      ['Начнём.', null],
      ['Спасибо большое.', null],
      ...loop.slice(1).map((text) => [text, 'loop']),
      ['До завтра.', null],
    ]);
  });

  it('a phrase that is repeated once in a recording of hours is marked in little time', () => {
    const said = Array.from({ length: 24_000 }, (_, nth) => `Мы говорим о деле номер ${nth} и идём дальше.`);
    const begunAt = performance.now();

    const marked = judged(200_000, ...said, ...Array.from({ length: 8 }, () => 'Да.'));

    expect(marked.filter(([, doubt]) => doubt === 'loop')).toHaveLength(7);
    // Where all words are read anew for each sentence, this takes longer than that.
    expect(performance.now() - begunAt).toBeLessThan(15_000);
  });

  it('doubted words may be in the middle of a sentence, which keeps its beginning and its end', () => {
    expect(judged(30, `Мы идём ${'и ещё раз '.repeat(5)}домой.`)).toEqual([
      ['Мы идём и ещё раз', null],
      ['и ещё раз и ещё раз и ещё раз и ещё раз', 'loop'],
      ['домой.', null],
    ]);
  });

  it.each([
    [0.6, 'Добрый день, коллеги, давайте начнём с главного.'],
    [0.6, 'Продолжение следует...'],
    [60, 'Продолжение следует...'],
    [40, 'Спасибо за просмотр!'],
    [60, 'Thanks for watching!'],
    [5, 'Редактор субтитров А.Семкин Корректор А.Егорова'],
    [30, 'Субтитры сделал DimaTorzok'],
    [30, 'Subtitles by the Amara.org community'],
  ])('words that do not fit into %d s of sound are doubted: "%s"', (seconds, text) => {
    expect(judged(seconds, text)).toEqual([[text, 'silence']]);
  });

  it('a line about subtitles is doubted when other words surround it', () => {
    expect(judged(20, 'Встречаемся в среду.', 'Субтитры сделал DimaTorzok')).toEqual([
      ['Встречаемся в среду.', null],
      ['Субтитры сделал DimaTorzok', 'silence'],
    ]);
  });

  it.each([
    [3, ['Нет, нет, нет, нет!']],
    [2, ['Спасибо за просмотр!']],
    [40, ['Вот и всё на сегодня.', 'Спасибо за просмотр!']],
    [1.5, ['Очень быстро сказанная, но короткая фраза.']],
    [40, ['Да.']],
    [10, ['Да.', 'Да.', 'Да.']],
    [60, ['Раз, два, три.', 'Раз, два, три.', 'Проверка звука.', 'Раз, два, три.']],
  ])('words that people say in %d s are not doubted: %j', (seconds, texts) => {
    expect(judged(seconds, ...texts)).toEqual(texts.map((text) => [text, null]));
  });
});
