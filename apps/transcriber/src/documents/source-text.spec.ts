import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Language } from '@aisha/domain';
import type { SpeakerNames } from '@aisha/kinds';
import { hasWords, SourceText } from './source-text';

const sourceOf = (...said: readonly [startsAt: number, text: string][]) =>
  SourceText.of(
    {
      content: said.map(([, text]) => text).join('\n\n'),
      segments: said.map(([startsAt, text]) => ({ startsAt, endsAt: startsAt + 1, text, speaker: null, doubt: null })),
      speakers: {},
    },
    'ru',
  );
const WHOLE = { startsAt: 0, endsAt: Infinity };

describe('a quote', () => {
  const source = sourceOf([0, 'Ёлка стоит 5 000 рублей.'], [70, 'Всё решено: едем!'], [140, 'Ёлка стоит в углу.']);

  it.each([
    ['as it was said', 'Ёлка стоит 5 000 рублей.', 0, 'Ёлка стоит 5 000 рублей'],
    ['with other signs and letters', 'елка стоит — 5 000 рублей', 0, 'Ёлка стоит 5 000 рублей'],
    ['over the end of a sentence', 'рублей всё решено', 0, 'рублей.\nВсё решено'],
    ['of a later moment', 'едем! Ёлка стоит в углу', 70, 'едем!\nЁлка стоит в углу'],
  ])('a quote is found %s', (_, quote, at, stands) =>
    expect(source.find(quote, WHOLE)).toEqual({ isThere: true, at, quote: stands }),
  );

  it.each([
    ['another number', 'стоит 6 000 рублей'],
    ['half of a word', 'лка стоит 5'],
    ['words in another order', 'рублей 5 000'],
    ['too little to prove anything', 'Всё'],
    ['nothing', ''],
  ])('a quote is not found with %s', (_, quote) =>
    expect(source.find(quote, WHOLE)).toEqual({ isThere: false, quote: null, at: null }),
  );

  it('a quote that occurs twice is found in its own part; a quote that occurs only before the part is found, too', () => {
    expect(source.find('Ёлка стоит', { startsAt: 30, endsAt: 60 }).at).toBe(140);
    expect(source.find('Всё решено', { startsAt: 50, endsAt: 60 }).at).toBe(70);
  });

  it('words are no quote when a long row of signs in the text lies between them', () => {
    const [few, many] = [10, 100_000].map((signs) => sourceOf([0, `Бюджет утверждён ${'! '.repeat(signs)} на год`]));

    expect(few!.find('Бюджет утверждён на год', WHOLE).isThere).toBe(true);
    expect(many!.find('Бюджет утверждён на год', WHOLE)).toEqual({ isThere: false, quote: null, at: null });
  });

  it('a quote is not found in doubted words, because these do not belong to the text', () => {
    const segment = { startsAt: 0, endsAt: 1, speaker: null };
    const text = SourceText.of(
      {
        content: 'Всё решено: едем!\n\nСпасибо за просмотр!',
        segments: [
          { ...segment, text: 'Всё решено: едем!', doubt: null },
          { ...segment, text: 'Спасибо за просмотр!', doubt: 'silence' },
        ],
        speakers: {},
      },
      'ru',
    );
    expect(text.find('спасибо за просмотр', WHOLE)).toEqual({ isThere: false, quote: null, at: null });
    expect(text.text).not.toContain('просмотр');
  });

  it('a quote is found in the right place after letters of two UTF-16 units', () => {
    const text = sourceOf([0, `${'𝐁𝐁 '.repeat(40)}Ёлка стоит в углу.`], [70, 'Всё 𝐁решено: едем!']);
    expect(text.find('Ёлка стоит в углу', WHOLE)).toEqual({ isThere: true, at: 0, quote: 'Ёлка стоит в углу' });
    expect(text.find('всё 𝐁решено, едем', WHOLE)).toEqual({ isThere: true, at: 70, quote: 'Всё 𝐁решено: едем' });
  });

  it('a quote has no time in a text without a recording', () => {
    const text = SourceText.of({ content: 'Всё решено: едем!', segments: [], speakers: {} }, 'ru');
    expect(text.find('решено едем', WHOLE)).toEqual({ isThere: true, quote: 'решено: едем', at: null });
  });
});

describe('a speaker', () => {
  const said = (speaker: string, text: string) => ({ startsAt: 0, endsAt: 1, text, speaker, doubt: null });
  const segments = [said('A', 'Ёлка стоит.'), said('B', 'Всё решено.')];
  const called = (language: Language | null) =>
    SourceText.of({ content: '', segments, speakers: { A: 'Анна' } }, language);

  it.each([
    ['ru', 'Голос B'],
    ['en', 'Voice B'],
    [null, 'B'], // no names, because the text is only searched
  ] as const)(
    'a speaker has the name that the person gave, and otherwise the chat’s name for the speaker, or only the label when there is no language (%s)',
    (language, name) => expect(called(language).text).toBe(`Анна: Ёлка стоит.\n${name}: Всё решено.\n`),
  );

  it('a quote may go on from one speaker to the next, if it has the next speaker’s name', () =>
    expect(called('ru').find('Ёлка стоит. Голос B: Всё решено', WHOLE).quote).toBe('Ёлка стоит.\nГолос B: Всё решено'));

  it.each([
    ['Голос B: Да', false],
    ['Да. Анна: Ну', false],
    ['решено. Голос B: Да', true],
  ])('the names of speakers do not count toward the length that a quote needs: %s, found: %s', (quote, isThere) => {
    const lines = [said('B', 'Всё решено.'), said('B', 'Да.'), said('A', 'Ну и ну.')];
    const text = SourceText.of({ content: '', segments: lines, speakers: { A: 'Анна' } }, 'ru');
    expect(text.find(quote, WHOLE).isThere).toBe(isThere);
  });
});

describe('a name in a text', () => {
  it.each([
    ['Анна', true],
    ['анна петровна', true],
    ['Анн', false],
    ['…', false],
  ])('a name is found in a text only by its whole words: %s, %s', (words, isThere) =>
    expect(hasWords('Пусть Анна Петровна решит.', words)).toBe(isThere),
  );
});

describe('the parts of a text', () => {
  it('the parts of a text together are the whole text, none is empty or too long, and no word is cut that fits into a part', () => {
    const words = fc.array(fc.stringMatching(/^[а-я]{1,12}( |\. |\n)$/), { maxLength: 200 }).map((all) => all.join(''));
    fc.assert(
      fc.property(words, fc.integer({ min: 30, max: 90 }), (content, atMost) => {
        const text = SourceText.of({ content, segments: [], speakers: {} }, 'ru');
        const parts = text.parts(atMost).map((part) => text.partOf(part));
        expect(parts.join('')).toBe(content);
        expect(parts.filter((part) => part.length > atMost || part === '')).toEqual([]);
        const cut = parts.filter((part, at) => /[а-я]$/.test(part) && /^[а-я]/.test(parts[at + 1] ?? ''));
        expect(cut).toEqual([]);
      }),
    );
    const long = SourceText.of({ content: 'а'.repeat(100), segments: [], speakers: {} }, 'ru');
    expect(long.parts(30).map((part) => long.partOf(part).length)).toEqual([30, 30, 30, 10]);
  });

  it('no part of a text begins or ends with half an emoji', () => {
    const text = SourceText.of({ content: `а${'😀'.repeat(100)}`, segments: [], speakers: {} }, 'ru');
    const parts = text.parts(30).map((part) => text.partOf(part));

    expect(parts.join('')).toBe(text.text);
    expect(parts.filter((part) => !part.isWellFormed() || part.length > 30)).toEqual([]);
  });

  it('the parts of a text together are the whole text, each word once, even when its speakers are renamed after it was cut', () => {
    const said = fc.array(fc.tuple(fc.constantFrom('A', 'B', null), fc.stringMatching(/^[а-я. ]{1,40}$/)));
    const name = fc.stringMatching(/^[а-я ]{1,40}$/);
    fc.assert(
      fc.property(said, fc.record({ A: name, B: name }), fc.record({ A: name, B: name }), (lines, before, after) => {
        const segments = lines.map(([speaker, text], at) => {
          return { startsAt: at, endsAt: at + 1, text, speaker, doubt: null };
        });
        const called = (speakers: SpeakerNames) => SourceText.of({ content: '', segments, speakers }, 'ru');
        const parts = called(before).parts(60);
        const [nameless, renamed] = [called({ A: '', B: '' }), called(after)];

        expect(parts.map((part) => renamed.partOf(part)).join('')).toBe(renamed.text);
        expect(parts.map((part) => called({}).partOf(part)).join('')).toBe(called({}).text);
        const withoutNames = (text: string) => text.replaceAll(': ', '');
        expect(parts.map((part) => withoutNames(nameless.partOf(part)))).toEqual(
          parts.map(({ startsAt, endsAt }) => withoutNames(nameless.text).slice(startsAt, endsAt)),
        );
      }),
    );
  });
});
