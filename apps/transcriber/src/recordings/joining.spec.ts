import { describe, expect, it } from '@jest/globals';
import { joined } from './joining';

const SECONDS = 10;

/** A piece in which a person speaks all the time. */
const piece = (startsAt: number, ...texts: string[]) => {
  const at = (nth: number) => startsAt + (nth * SECONDS) / texts.length;
  const segments = texts.map((text, nth) => ({
    ...{ startsAt: at(nth), endsAt: at(nth + 1), text, speaker: null, doubt: null },
  }));
  return { startsAt, endsAt: startsAt + SECONDS, segments };
};
const textOf = (...pieces: ReturnType<typeof piece>[]): string =>
  joined(pieces)
    .map(({ text }) => text)
    .join(' ');

describe('joining two pieces', () => {
  it.each([
    [
      'that have whole words twice',
      'Вчера мы решили купить.',
      'решили купить большой дом.',
      'Вчера мы решили купить большой дом.',
    ],
    [
      'that broke a word',
      'Вчера мы решили купить боль.',
      'шили купить большой дом.',
      'Вчера мы решили купить большой дом.',
    ],
    [
      'of which one misheard a word',
      'Вчера мы решили купит',
      'Решили купить, большой дом.',
      'Вчера мы решили купит, большой дом.',
    ],
    [
      'that have one word twice',
      'Мы ждём понедельника.',
      'Понедельника или вторника.',
      'Мы ждём понедельника или вторника.',
    ],
    [
      'that end a sentence there',
      'Мы ждём. До понедельника.',
      'До понедельника. Пока.',
      'Мы ждём. До понедельника. Пока.',
    ],
    [
      'that share a little word by chance',
      'Мы были там и ждали.',
      'Ты и потом поёшь.',
      'Мы были там и ждали. Ты и потом поёшь.',
    ],
    ['that share a dash', 'Он сказал — нет.', '— Хорошо.', 'Он сказал — нет. — Хорошо.'],
    ['that have nothing in common', 'Мы ждём.', 'До завтра.', 'Мы ждём. До завтра.'],
    ['of which one is empty', 'Мы ждём.', '', 'Мы ждём.'],
  ])('joining two pieces keeps their common words once: %s', (_what, one, other, whole) => {
    expect(textOf(piece(0, one), piece(8.5, ...(other ? [other] : [])))).toBe(whole);
  });

  it('joining two pieces keeps only once a sentence that both have, and goes on with the next sentence', () => {
    expect(textOf(piece(0, 'Начнём сейчас.', 'Мы ждём вас.'), piece(8.5, 'Мы ждём вас.', 'До завтра.'))).toBe(
      'Начнём сейчас. Мы ждём вас. До завтра.',
    );
  });

  it('joining two pieces removes no repeated words when the pieces do not overlap', () => {
    expect(textOf(piece(0, 'Мы ждём вас.'), piece(10, 'Мы ждём вас.'))).toBe('Мы ждём вас. Мы ждём вас.');
  });

  it('joining two pieces removes no repeated words that are far from the overlap, even with quiet pieces in between', () => {
    const cuts = [0, 8.5, 17, 25.5].map((startsAt) => piece(startsAt));
    const again = { ...piece(34, 'Мы ждём вас.'), startsAt: 31 };

    expect(textOf(piece(-8.5, 'Мы ждём вас.'), ...cuts, again)).toBe('Мы ждём вас. Мы ждём вас.');
  });

  it('joining two pieces keeps the times in order', () => {
    const segments = joined([piece(0, 'Мы ждём понедельника.'), piece(8.5, 'Понедельника или вторника.')]);

    expect(segments.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
      [0, 10],
      [11.83, 18.5],
    ]);
  });
});
