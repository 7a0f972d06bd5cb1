import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Document, Packer, Paragraph } from 'docx';
import iconv from 'iconv-lite';
import JSZip from 'jszip';
import PDFDocument from 'pdfkit';
import { MAX_TEXT_BYTES } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import type { ChildLimits } from '@aisha/platform/confined';
import { afterThisTest, eventually } from '@aisha/testing';
import { TEXT_READER_LIMITS, TextReader } from './text-reader';

const TEXT = `Протокол совещания. Ёлки, щука и объём.

Анна подготовит отчёт к пятнице. Борис проверит смету.`;
const FONT = require.resolve('@expo-google-fonts/manrope/400Regular/Manrope_400Regular.ttf');

const started = (limits: Partial<ChildLimits> = {}): TextReader =>
  new TextReader(Logger.silent(), { ...TEXT_READER_LIMITS, ...limits });
const ended = (limits: Partial<ChildLimits> = {}): TextReader => {
  const reader = started(limits);
  afterThisTest(() => reader.beforeApplicationShutdown());
  return reader;
};
/**
 * One reader for all tests that only read files. Its time-out is long, so that even on a busy machine a file is refused because of its
 * content, and not because reading it took too long.
 */
let reader: TextReader;
beforeAll(() => {
  reader = started({ timeoutMs: 600_000 });
});
afterAll(() => reader.beforeApplicationShutdown());

const docx = (...paragraphs: string[]): Promise<Buffer> =>
  Packer.toBuffer(new Document({ sections: [{ children: paragraphs.map((text) => new Paragraph(text)) }] }));

const pdf = (draw: (page: PDFKit.PDFDocument) => void, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> =>
  new Promise((resolve) => {
    const document = new PDFDocument(options);
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    draw(document);
    document.end();
  });
const written = (text: string) => (page: PDFKit.PDFDocument) => page.font(FONT).text(text);

/** The process ids of the children that this process has started. */
const children = (): number[] =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number)
    .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('reader.child.mjs'));

describe('the text of a file', () => {
  const BOM = '\uFEFF';
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(BOM + TEXT)],
    ['Windows-1251', iconv.encode(TEXT, 'win1251')],
    ['KOI8-R', iconv.encode(TEXT, 'koi8-r')],
    ['UTF-16 of a PC', iconv.encode(BOM + TEXT, 'utf-16le')],
    ['UTF-16 of a network', iconv.encode(BOM + TEXT, 'utf-16be')],
    ['UTF-16 of a PC without its mark', iconv.encode(TEXT, 'utf-16le')],
    ['UTF-16 of a network without its mark', iconv.encode(TEXT, 'utf-16be')],
    ['Windows’ line ends', Buffer.from(TEXT.replaceAll('\n', '\r\n'))],
  ])('a text file is read in %s', async (_, file) => {
    expect(await reader.read(file)).toBe(TEXT);
  });

  it('the text of a file is read from Word, paragraph by paragraph', async () => {
    expect(await reader.read(await docx(...TEXT.split('\n\n')))).toBe(TEXT);
  });

  it('the text of a file is read from a PDF, page by page, in Russian too', async () => {
    const file = await pdf((page) => {
      const [first = '', second = ''] = TEXT.split('\n\n');
      page.font(FONT).text(first).addPage().text(second);
    });

    expect(await reader.read(file)).toBe(TEXT);
  });

  it('the text of a file is accepted up to two megabytes, and refused above that', async () => {
    const longest = 'я'.repeat(MAX_TEXT_BYTES / 2);

    expect(await reader.read(Buffer.from(longest))).toHaveLength(longest.length);
    await expect(reader.read(Buffer.from(`${longest}я`))).rejects.toMatchObject({ code: 'text-too-long' });
  });
});

describe('a file without a text', () => {
  const program = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(4_000, '\0\x01\x02\xff')]);
  const bytes = Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7_919) % 256));
  const truncated = async () => (await pdf(written(TEXT))).subarray(0, 900);

  it.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['nothing', 'text-empty', () => Buffer.alloc(0)],
    ['blanks alone', 'text-empty', () => Buffer.from(' \n\t\n ')],
    ['a program that is called .txt', 'text-not-taken', () => program],
    ['bytes of no known type', 'text-not-taken', () => bytes],
    ['an archive that is no Word document', 'text-not-taken', () => new JSZip().file('a', 'b').generateAsync(NODE)],
    ['an empty Word document', 'text-empty', () => docx('')],
    ['half of a Word document', 'text-unreadable', async () => (await docx(TEXT)).subarray(0, 900)],
    ['the beginning of a PDF', 'text-unreadable', truncated],
    ['a PDF with a password', 'text-locked', () => pdf(written(TEXT), { userPassword: 'secret' })],
    ['a scanned PDF', 'text-scanned', () => pdf((page) => page.rect(50, 50, 200, 200).fill())],
  ])('a file without a text is refused because of its content: %s is %s', async (_, code, make) => {
    const file = await make();

    await expect(reader.read(file)).rejects.toMatchObject({ code });
  });

  it('a Word document that inflates to a huge size is refused as too long, and the next file is read', async () => {
    const bomb = new JSZip().file('word/document.xml', ' '.repeat(200_000_000));
    const file = await bomb.generateAsync({ ...NODE, compression: 'DEFLATE' });
    expect(file.length).toBeLessThan(1_000_000);

    await expect(reader.read(file)).rejects.toMatchObject({ code: 'text-too-long' });

    expect(await reader.read(Buffer.from(TEXT))).toBe(TEXT);
  });
});
const NODE = { type: 'nodebuffer' } as const;

/** A Word document with this body, compressed as far as possible. */
const packed = async (body: string): Promise<Buffer> => {
  const zip = await JSZip.loadAsync(await docx(TEXT));
  const xml = await zip.file('word/document.xml')!.async('string');
  zip.file('word/document.xml', xml.replace(/<w:body>[^]*<\/w:body>/, `<w:body>${body}</w:body>`));
  return zip.generateAsync({ ...NODE, compression: 'DEFLATE' });
};

describe('a small file that takes much work', () => {
  /** A PDF of one page with this content, and forms X0, X1 … which the page and each other form may draw. */
  const drawing = (content: string, forms: readonly string[] = []): Buffer => {
    const names = forms.map((_, index) => `/X${index} ${index + 6} 0 R`).join(' ');
    const resources = `/Resources<</Font<</F1 5 0 R>>/XObject<<${names}>>>>`;
    const streamOf = (text: string, kind = '') => `<<${kind}/Length ${text.length}>>\nstream\n${text}\nendstream`;
    const objects = [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]${resources}/Contents 4 0 R>>`,
      streamOf(content),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      ...forms.map((form) => streamOf(form, `/Type/XObject/Subtype/Form/BBox[0 0 600 800]${resources}`)),
    ].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
    // The file has no table of its objects, so every reader has to make the table itself.
    return Buffer.from(`%PDF-1.7\n${objects.join('')}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\n%%EOF`);
  };
  const WORD = 'BT /F1 12 Tf (word) Tj ET ';
  /** A PDF whose forms each draw the next form ten times. */
  const fan = (levels: number): Buffer => {
    const forms = Array.from({ length: levels }, (_, index) => `/X${index + 1} Do `.repeat(10));
    return drawing('/X0 Do', [...forms, WORD]);
  };
  /** Like `fan`, but the forms hold no word and have ten names each. Remembering which forms are empty saves a reader nothing. */
  const emptyFan = (levels: number): Buffer => {
    const all = Array.from({ length: levels }, (_, level) =>
      Array.from({ length: 10 }, (__, nth) => `/X${level * 10 + nth} Do `).join(''),
    );
    return drawing(
      all[0]! + WORD,
      all.flatMap((__, level) => Array.from({ length: 10 }, () => all[level + 1] ?? 'q Q')),
    );
  };

  it.each([
    ['blanks', ' '],
    ['blanks that do not break', '\u00a0'],
    ['tabs', '\t'],
    ['vertical tabs', '\v'],
  ])('a long line of %s takes little work to read', async (_, blank) => {
    const letters = Math.floor(MAX_TEXT_BYTES / Buffer.byteLength(blank)) - 1;

    expect(await reader.read(Buffer.from(`${blank.repeat(letters)}a`))).toBe('a');
  });

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['paragraphs of one character', () => packed('<w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(100_000))],
    ['runs of one character', () => packed(`<w:p>${'<w:r><w:t>a</w:t></w:r>'.repeat(150_000)}</w:p>`)],
    ['empty elements', () => packed(`<w:p>${'<w:r/>'.repeat(750_001)}</w:p>`)],
    ['attributes', () => packed(`<w:p>${'<w:r w:a="" w:b="" w:c=""/>'.repeat(200_000)}</w:p>`)],
    ['forms of words that draw each other', () => fan(7)],
    ['forms of nothing that draw each other', () => emptyFan(7)],
    ['fonts set', () => drawing(`BT ${'/F1 12 Tf /F1 13 Tf '.repeat(130_000)}(word) Tj ET`)],
  ])('a small file is refused because of what it contains: too many %s', async (_, make) => {
    await expect(reader.read(await make())).rejects.toMatchObject({ code: 'text-too-complex' });

    expect(await reader.read(Buffer.from(TEXT))).toBe(TEXT);
  });

  it('a small file is read when it takes little work', async () => {
    expect(await reader.read(await packed('<w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(1_000)))).toHaveLength(2_998);
    expect(await reader.read(fan(1))).toContain('word');
    expect(await reader.read(emptyFan(2))).toBe('word');
  });

  it('the work of a small file does not count for the next file', async () => {
    const half = drawing(`BT ${'/F1 12 Tf /F1 13 Tf '.repeat(65_000)}(word) Tj ET`);

    for (const nth of [1, 2, 3]) expect([nth, await reader.read(half)]).toEqual([nth, 'word']);
  });
});

describe('the process that reads a file', () => {
  it('the process that reads a file dies alone: only its file counts as unreadable, and the next file is read', async () => {
    const one = ended({ children: 1 });
    await one.read(Buffer.from(TEXT));
    const [child] = children().slice(-1) as [number];
    process.kill(child, 'SIGSTOP');
    const dying = one.read(Buffer.from(TEXT));

    process.kill(child, 'SIGABRT');
    process.kill(child, 'SIGCONT'); // a stopped process would not react to the signal

    await expect(dying).rejects.toMatchObject({ code: 'text-unreadable', facts: { reader: 'died' } });
    expect(await one.read(Buffer.from(TEXT))).toBe(TEXT);
  });

  it('the process that reads a file dies when it uses too much memory, and the app does not', async () => {
    const one = ended({ children: 1, childMb: 30 });
    const long = await docx(...Array.from({ length: 30_000 }, (_, index) => `Абзац ${index}. ${TEXT}`));

    await expect(one.read(long)).rejects.toMatchObject({ code: 'text-unreadable' });
  });

  it('the process that reads a file reads no other after one that took much memory, because the next would find too little', async () => {
    const one = ended({ children: 1, timeoutMs: 600_000 });
    const heavy = await packed('<w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(60_000));
    await one.read(heavy);
    const spent = children().at(-1)!;

    expect(await one.read(Buffer.from(TEXT))).toBe(TEXT);

    expect(children()).not.toContain(spent);
  });

  it('the process that reads a file reads the next one, too, when the file was ordinary', async () => {
    const one = ended({ children: 1 });
    await one.read(await docx(TEXT));
    const warm = children().at(-1);
    await one.read(await pdf(written(TEXT)));

    expect(await one.read(Buffer.from(TEXT))).toBe(TEXT);

    expect(children().at(-1)).toBe(warm);
  });

  it('the process that reads a file is ended when a file takes too long', async () => {
    const one = ended({ children: 1, startsWithinMs: 600_000, timeoutMs: 1 });

    await expect(one.read(await docx(TEXT))).rejects.toMatchObject({ facts: { reader: 'too-slow' } });
  });

  it('the process that reads a file has no secrets in its environment', async () => {
    const one = ended({ children: 1 });
    await one.read(Buffer.from(TEXT));

    const names = readFileSync(`/proc/${children().at(-1)}/environ`, 'utf8')
      .split('\0')
      .filter(Boolean);
    expect(names.filter((pair) => !/^(NODE_CHANNEL|MALLOC_ARENA_MAX)/.test(pair))).toEqual([]);
  });

  it('a reading that is cut off because the app stops gives no verdict about its file', async () => {
    const one = started({ children: 1 });
    const long = await docx(...Array.from({ length: 20_000 }, () => TEXT));
    await one.read(Buffer.from(TEXT));
    const child = children().at(-1)!;
    const cut = one.read(long).catch((error: unknown) => error);

    await one.beforeApplicationShutdown();

    expect(await cut).toBeInstanceOf(Error);
    expect(await cut).not.toMatchObject({ code: 'text-unreadable' });
    await eventually(() => !children().includes(child));
  });

  it('other work of the app goes on while a file is read', async () => {
    const one = ended({ children: 1, timeoutMs: 600_000 });
    await one.read(Buffer.from(TEXT));
    const [child] = children().slice(-1) as [number];
    process.kill(child, 'SIGSTOP'); // from here on the file is being read for as long as the test likes
    let isRead = false;
    const read = one.read(Buffer.from(TEXT)).then((text) => {
      isRead = true;
      return text;
    });

    await new Promise((resolve) => setTimeout(resolve, 1));

    expect(isRead).toBe(false);
    process.kill(child, 'SIGCONT');
    expect(await read).toBe(TEXT);
  });
});
