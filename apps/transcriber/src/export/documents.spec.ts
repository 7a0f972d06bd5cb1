import { spawnSync } from 'node:child_process';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { DOCUMENT_FORMATS, type DocumentFormat, type Segment } from '@aisha/kinds';
import type { ExportedDocument } from './document';
import { DOCUMENTS, isPrintable } from './formats';
import { transcriptDocument } from './transcript-document';

const said = (startsAt: number, text: string, more: Partial<Segment> = {}): Segment => ({
  startsAt,
  endsAt: startsAt + 4,
  text,
  speaker: null,
  doubt: null,
  ...more,
});

const MEETING: ExportedDocument = {
  title: 'Планёрка: ёлка и съезд',
  language: 'ru',
  blocks: [
    { kind: 'heading', text: 'Что решили' },
    { kind: 'paragraph', text: 'Начнём в девять, «как всегда».', at: 5, speaker: 'Анна' },
    { kind: 'paragraph', text: 'Щедрый объём — 12 ₽ за штуку.', at: 3723, speaker: 'Борис' },
    { kind: 'item', text: 'Купить ёлку' },
    { kind: 'item', text: 'Съесть её', isSupported: false },
  ],
};

/** Reads a PDF in a process of its own, because Jest's loader does not load the module that reads it. */
const textOfPdf = (bytes: Buffer): string => {
  const script = `
    import { buffer } from 'node:stream/consumers';
    import { extractText } from 'unpdf';
    const { text } = await extractText(new Uint8Array(await buffer(process.stdin)), { mergePages: true });
    process.stdout.write(text);`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    input: bytes,
    cwd: __dirname,
  });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString();
};

/** The text that a reader sees in a file, in one line. */
const readBack = async (format: DocumentFormat, document: ExportedDocument): Promise<string> => {
  const bytes = await DOCUMENTS[format]().render(document);
  const text = {
    txt: async () => bytes.toString('utf8'),
    md: async () => bytes.toString('utf8'),
    docx: async () => (await mammoth.extractRawText({ buffer: bytes })).value,
    pdf: async () => textOfPdf(bytes),
  }[format];
  return (await text()).replace(/\s+/g, ' ');
};

/**
 * Characters that must not break a file: a NUL, a bell, half an emoji, an arrow, signs of Markdown, a text from right to left, a long word.
 */
const HOSTILE = `a\u0000b\u0007c \ud83d d --> e # *f* _g_ [h](i) <b>k</b> | 😀👨‍👩‍👧 שלום \ufffe ${'щ'.repeat(400)} end`;

describe('a document', () => {
  it.each(DOCUMENT_FORMATS)(
    'a document as %s has its title, times, speakers and text, with all Cyrillic letters',
    async (format) => {
      const text = (await readBack(format, MEETING)).replaceAll(String.raw`\[`, '[').replaceAll(String.raw`\]`, ']');

      expect(text).toContain('Планёрка: ёлка и съезд');
      expect(text.toLowerCase()).toContain('что решили');
      expect(text).toMatch(/0:05.*Анна:.*Начнём в девять, «как всегда»\./);
      expect(text).toMatch(/1:02:03.*Борис:.*Щедрый объём — 12 ₽ за штуку\./);
      expect(text).toContain('Купить ёлку');
      expect(text).toMatch(/Съесть её.*не подтверждается записью/);
      expect(text.match(/не подтверждается/g)).toHaveLength(1);
    },
  );

  it.each(DOCUMENT_FORMATS)('a document as %s stays readable whatever words it has', async (format) => {
    const blocks = [
      { kind: 'paragraph', text: HOSTILE, at: 0, speaker: HOSTILE },
      { kind: 'item', text: HOSTILE },
      { kind: 'heading', text: HOSTILE },
    ] as const;

    const text = await readBack(format, { title: HOSTILE, language: 'en', blocks });

    expect(text).toMatch(/abc.*end/);

    expect(text).not.toMatch(/[\u0000\u0007]/);
    expect(text.replace(/\s/g, '').match(/щ{400}/gi)).toHaveLength(5);
  });

  it.each(DOCUMENT_FORMATS)('a document as %s may be empty', async (format) => {
    expect(await readBack(format, { title: 'Пусто', language: 'ru', blocks: [] })).toContain('Пусто');
  });

  it('a document as Markdown contains no markup that comes from its words', async () => {
    const blocks = [
      '# не заголовок',
      '1. не список',
      '- не список',
      '*не курсив* и `не код`',
      '[не](ссылка)',
      '<b>не тег</b>',
    ];
    const bytes = await DOCUMENTS.md().render({
      title: 'A',
      language: 'ru',
      blocks: blocks.map((text) => ({ kind: 'paragraph', text })),
    });

    expect(bytes.toString('utf8').split('\n\n').slice(1)).toEqual([
      String.raw`\# не заголовок`,
      String.raw`1\. не список`,
      String.raw`\- не список`,
      String.raw`\*не курсив\* и \`не код\``,
      String.raw`\[не\](ссылка)`,
      `${String.raw`\<b\>не тег\</b\>`}\n`,
    ]);
  });

  it('a document links each point to its quote', async () => {
    const document: ExportedDocument = {
      title: 'A',
      language: 'ru',
      blocks: [
        { kind: 'item', text: 'Купить ёлку', at: 65, restsOn: 1 },
        { kind: 'item', text: 'Съесть её', restsOn: 2 },
        { kind: 'paragraph', text: '«купим ёлку»', at: 65, passage: 1 },
        { kind: 'paragraph', text: '«и съедим»', passage: 2 },
      ],
    };
    const made = async (format: DocumentFormat) => DOCUMENTS[format]().render(document);

    const markdown = (await made('md')).toString('utf8');
    expect(markdown).toContain('- **[1:05](#passage-1)** Купить ёлку\n- **[2](#passage-2)** Съесть её');
    expect(markdown).toContain(String.raw`<a id="passage-2"></a>**\[2\]** «и съедим»`);
    expect((await made('txt')).toString('utf8')).toContain('• [2] Съесть её\n\n[1:05] «купим ёлку»');
    const word = await (await JSZip.loadAsync(await made('docx'))).file('word/document.xml')!.async('string');
    const pages = (await made('pdf')).toString('latin1');
    for (const passage of ['passage-1', 'passage-2']) {
      expect(word).toContain(`w:anchor="${passage}"`);
      expect(word).toContain(`w:name="${passage}"`);
      expect(new RegExp(`/S /GoTo\\s+/D \\(${passage}\\)`).test(pages)).toBe(true);
      expect(new RegExp(`\\(${passage}\\) \\[\\d+ 0 R /XYZ`).test(pages)).toBe(true);
    }
  });

  it('making a PDF of an hour-long transcript lets other work of the process run in between', async () => {
    const block = { kind: 'paragraph', text: 'Команда решила, что макет готов к сроку.' } as const;
    const made = DOCUMENTS.pdf().render({
      title: 'Час',
      language: 'ru',
      blocks: Array.from({ length: 600 }, () => block),
    });
    let isMade = false;
    let turns = 0;
    void made.then(() => (isMade = true));
    for (; !isMade; turns += 1) await othersTurn();

    expect(turns).toBeGreaterThan(50);
  });

  it('a PDF with a word of thousands of letters is made in little time, with all of its letters', async () => {
    const letters = 9_000;
    const blocks = [{ kind: 'paragraph', text: `Анна ${'ж'.repeat(letters)} отчёт` }] as const;
    const begunAt = performance.now();

    const text = await readBack('pdf', { ...MEETING, blocks });

    expect(text.match(/ж/g)).toHaveLength(letters);
    expect(text).toMatch(/Анна.*отчёт/);
    // PDFKit takes longer than that for a word in one piece.
    expect(performance.now() - begunAt).toBeLessThan(6_000);
  });

  it('a document is a PDF only where the font has every letter: the font has Russian and French, but no Kazakh, Arabic or Chinese', () => {
    const written = (text: string) =>
      isPrintable({ title: 'A', language: 'ru', blocks: [{ kind: 'paragraph', text }] });

    expect(
      ['Съешь ещё этих мягких французских булок', 'Їжак, ґанок', 'Ça va, œuvre?', 'Ελλάδα 😀 ✓'].map(written),
    ).toEqual(Array(4).fill(true));
    expect(['Қазақ тілі', 'السلام', '你好', 'שלום'].map(written)).toEqual(Array(4).fill(false));
  });
});

describe('a transcript as a document', () => {
  const made = (segments: readonly Segment[], speakers: Record<string, string> = {}) =>
    transcriptDocument({ title: 'A', language: 'ru', segments, speakers }).blocks;

  it('a transcript as a document has a paragraph for each turn of a speaker, with the name that the person gave and the time at which it begins', () => {
    const segments = [
      said(0, 'Добрый день.', { speaker: 'A' }),
      said(4, 'Начнём.', { speaker: 'A' }),
      said(9, 'Да.', { speaker: 'B' }),
    ];

    expect(made(segments, { A: 'Анна' })).toEqual([
      { kind: 'paragraph', text: 'Добрый день. Начнём.', at: 0, speaker: 'Анна' },
      { kind: 'paragraph', text: 'Да.', at: 9, speaker: 'Голос B' },
    ]);
  });

  it('a transcript as a document begins a new paragraph after a silence, and when a paragraph gets long', () => {
    const long = `${'слово '.repeat(110).trim()}.`;

    expect(made([said(0, 'Раз.'), said(8, 'Два.'), said(12, long), said(16, 'Три.')]).map(({ text }) => text)).toEqual([
      'Раз.',
      `Два. ${long}`,
      'Три.',
    ]);
  });

  it('a transcript as a document puts doubted words into marked paragraphs of their own', () => {
    const blocks = made([said(0, 'Раз.'), said(4, 'Субтитры сделал…', { doubt: 'silence' }), said(8, 'Два.')]);

    expect(blocks).toMatchObject([
      { text: 'Раз.' },
      { text: 'Субтитры сделал…', isSupported: false },
      { text: 'Два.' },
    ]);
    expect(blocks[0]).not.toHaveProperty('isSupported');
  });
});
