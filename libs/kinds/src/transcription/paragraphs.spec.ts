import { describe, expect, it } from '@jest/globals';
import { paragraphsOf, readable } from './paragraphs';
import { saidBetween, type Segment } from './transcript';

const said = (startsAt: number, text: string, more: Partial<Segment> = {}): Segment => ({
  ...{ startsAt, endsAt: startsAt + 1, text, speaker: null, doubt: null },
  ...more,
});

describe('the text of a transcript', () => {
  it('the text of a transcript has a new paragraph after a long pause, and when another speaker begins', () => {
    expect(
      readable([
        said(0, 'Раз.', { speaker: 'A' }),
        said(1.5, 'Два.', { speaker: 'A' }),
        said(9, 'Три.', { speaker: 'A' }),
        said(10, 'Четыре.', { speaker: 'B' }),
      ]),
    ).toBe('Раз. Два.\n\nТри.\n\nЧетыре.');
  });

  it('the text of a transcript leaves out words in doubt; a transcript in paragraphs shows them in paragraphs of their own', () => {
    const segments = [said(0, 'Раз.'), said(1, 'Раз.', { doubt: 'loop' }), said(2, 'Два.')];

    expect(readable(segments)).toBe('Раз. Два.');
    expect(paragraphsOf(segments)).toEqual(segments.map((segment) => [segment]));
  });

  it('a paragraph of a transcript’s text that has become long ends at the next end of a sentence', () => {
    const paragraphs = readable([said(0, `${'а'.repeat(700)},`), said(1, 'б.'), said(2, 'в.')]).split('\n\n');

    expect(paragraphs.map((text) => text.at(-2))).toEqual(['б', 'в']);
  });

  it('the text of a transcript is cut into paragraphs even where no sentence ends: a paragraph that fills two screens takes no further segment', () => {
    const endless = Array.from({ length: 30 }, (_, nth) => said(nth, 'слово '.repeat(20).trim()));

    const lengths = readable(endless)
      .split('\n\n')
      .map(({ length }) => length);
    expect(lengths.length).toBeGreaterThan(2);
    // Two screens hold 1,200 characters. The segment with which a paragraph reaches that length is its last one.
    expect(Math.max(...lengths)).toBeLessThan(1_200 + 'слово '.repeat(20).length);
  });
});

it.each([
  [0, 30, 'Раз. Два. Три.'],
  [10, 20, 'Два.'],
  [9.5, 20.5, 'Два.'],
  [12, 15, 'Два.'],
  [19.8, 30, 'Три.'],
  [40, 50, ''],
])('the text of a transcript from %d to %d s is: %s', (from, to, words) => {
  const segments = ['Раз.', 'Два.', 'Три.'].map((text, nth) => said(nth * 10, text, { endsAt: nth * 10 + 10 }));

  expect(readable(saidBetween(segments, from, to))).toBe(words);
});

it('the text of a transcript has the words whose times leave them no length, too', () => {
  const segments = [said(0, 'Раз.', { endsAt: 10 }), said(12, 'Да.', { endsAt: 10 }), said(12, 'Два.', { endsAt: 20 })];

  expect(readable(saidBetween(segments, 10, 20))).toBe('Да.\n\nДва.');
  expect(readable(saidBetween(segments, 0, 11))).toBe('Раз.');
});
