import { describe, expect, it } from '@jest/globals';
import { type Segment, SUBTITLE_FORMATS, type SubtitleFormat } from '@aisha/kinds';
import { SUBTITLES } from './formats';

const said = (startsAt: number, endsAt: number, text: string, more: Partial<Segment> = {}): Segment => ({
  startsAt,
  endsAt,
  text,
  speaker: null,
  doubt: null,
  ...more,
});

const rendered = async (format: SubtitleFormat, segments: readonly Segment[], speakers: Record<string, string> = {}) =>
  (await SUBTITLES[format].render({ language: 'ru', segments, speakers })).toString('utf8');

const ms = (time: string): number => {
  const [hours, minutes, seconds, rest] = time.split(/[:.,]/).map(Number) as [number, number, number, number];
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest;
};

/** The cues as a player reads them from the file. */
const played = async (format: SubtitleFormat, segments: readonly Segment[], speakers: Record<string, string> = {}) =>
  (await rendered(format, segments, speakers)).split('\n\n').flatMap((block) => {
    const lines = block.trimEnd().split('\n');
    const at = lines.findIndex((line) => line.includes(' --> '));
    if (at === -1) return [];
    const [from, to] = lines[at]!.split(' --> ') as [string, string];
    return [{ from: ms(from), to: ms(to), lines: lines.slice(at + 1) }];
  });

const LONG = 'Мы собрались, чтобы решить, что делать с ёлкой, съездом и объёмом работ до конца этого года. '.repeat(12);

describe('subtitles', () => {
  it('subtitles as srt number their cues, and have milliseconds after a comma', async () => {
    expect(await rendered('srt', [said(0, 2.5, 'Добрый день.'), said(3723.004, 3725, 'До свидания.')])).toBe(
      '1\n00:00:00,000 --> 00:00:02,500\nДобрый день.\n\n2\n01:02:03,004 --> 01:02:05,000\nДо свидания.\n',
    );
  });

  it('subtitles as vtt begin with the line WEBVTT, and have milliseconds after a point', async () => {
    expect(await rendered('vtt', [said(59.9996, 62, 'Добрый день.')])).toBe(
      'WEBVTT\n\n00:01:00.000 --> 00:01:02.000\nДобрый день.\n',
    );
  });

  it.each(SUBTITLE_FORMATS)(
    'subtitles as %s show at most two lines of 42 letters at a time, for at most 7 seconds, in order, and lose no word',
    async (format) => {
      const cues = await played(format, [
        said(10, 130, LONG),
        said(130, 131, 'Всё.'),
        said(200, 260, 'Коротко и долго.'),
      ]);

      for (const [at, { from, to, lines }] of cues.entries()) {
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
        expect(to - from).toBeGreaterThan(0);
        expect(to - from).toBeLessThanOrEqual(7000);
        expect(from).toBeGreaterThanOrEqual(cues[at - 1]?.to ?? 10_000);
      }
      expect(cues.flatMap(({ lines }) => lines).join(' ')).toBe(`${LONG}Всё. Коротко и долго.`);
      // The long text is spread over its time, up to 130 s: none of its cues has only a few letters.
      expect(cues.filter(({ from }) => from < 130_000).every(({ lines }) => lines.join(' ').length > 20)).toBe(true);
    },
  );

  it('subtitles name a speaker at each change, and leave out doubted words', async () => {
    const cues = await played(
      'srt',
      [
        said(0, 2, 'Раз.', { speaker: 'A' }),
        said(2, 4, 'Два.', { speaker: 'A' }),
        said(4, 6, 'Спасибо за просмотр!', { speaker: 'A', doubt: 'silence' }),
        said(6, 8, 'Три.', { speaker: 'B' }),
      ],
      { A: 'Анна' },
    );

    expect(cues.map(({ lines }) => lines.join())).toEqual(['Анна: Раз.', 'Два.', 'Голос B: Три.']);
  });

  it.each(SUBTITLE_FORMATS)('subtitles as %s stay readable whatever words they have', async (format) => {
    const text = `a\u0000b --> c <i>d</i> {\\an8} & e\n\nf\r\n\r\n00:00:01,000 --> 00:00:02,000\n 👨‍👩‍👧 ${'щ'.repeat(100)}`;
    const cues = await played(format, [said(0, 30, text), said(30, 31, 'Конец.')]);

    expect(cues.at(-1)).toMatchObject({ from: 30_000, lines: ['Конец.'] });
    const shown = cues.flatMap(({ lines }) => lines).join('');
    expect(shown).toContain('👨‍👩‍👧');
    expect(shown.match(/щ/g)).toHaveLength(100);
    expect(shown).not.toMatch(/-->|<[a-z/]/i);
    expect(shown).not.toContain('\u0000');
  });

  it.each(SUBTITLE_FORMATS)('subtitles as %s may be empty', async (format) => {
    expect(await played(format, [])).toEqual([]);
    expect(await played(format, [said(5, 6, '')])).toEqual([]);
  });

  it.each(SUBTITLE_FORMATS)('subtitles as %s show words whose times leave them no length', async (format) => {
    expect(await played(format, [said(5, 5, 'Да.'), said(12, 10, 'Нет.')])).toMatchObject([
      { from: 5_000, to: 5_500, lines: ['Да.'] },
      { from: 12_000, to: 12_500, lines: ['Нет.'] },
    ]);
  });
});
