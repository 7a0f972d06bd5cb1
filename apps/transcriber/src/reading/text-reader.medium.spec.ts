import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Document, Packer, Paragraph } from 'docx';
import iconv from 'iconv-lite';
import JSZip from 'jszip';
import PDFDocument from 'pdfkit';
import { Logger } from '@aisha/platform';
import { afterThisTest, eventually } from '@aisha/testing';
import { MAX_TEXT_BYTES, TEXT_READER_LIMITS, TextReader, type TextReaderLimits } from './text-reader';

const TEXT = `Протокол совещания. Ёлки, щука и объём.

Анна подготовит отчёт к пятнице. Борис проверит смету.`;
const FONT = require.resolve('@expo-google-fonts/manrope/400Regular/Manrope_400Regular.ttf');

const started = (limits: Partial<TextReaderLimits> = {}): TextReader =>
  new TextReader(Logger.silent(), { ...TEXT_READER_LIMITS, ...limits });
const ended = (limits: Partial<TextReaderLimits> = {}): TextReader => {
  const reader = started(limits);
  afterThisTest(() => reader.beforeApplicationShutdown());
  return reader;
};
/** The files that are merely read share one. */
let reader: TextReader;
beforeAll(() => {
  reader = started();
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

/** The children that this process has started. */
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
  ])('is read in %s', async (_, file) => {
    expect(await reader.read(file)).toBe(TEXT);
  });

  it('is read from Word, paragraph by paragraph', async () => {
    expect(await reader.read(await docx(...TEXT.split('\n\n')))).toBe(TEXT);
  });

  it('is read from a PDF, page by page, in Russian too', async () => {
    const file = await pdf((page) => {
      const [first = '', second = ''] = TEXT.split('\n\n');
      page.font(FONT).text(first).addPage().text(second);
    });

    expect(await reader.read(file)).toBe(TEXT);
  });

  it('is taken up to two megabytes, and not beyond', async () => {
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
  ])('is refused by what is in it: %s is %s', async (_, code, make) => {
    const file = await make();

    await expect(reader.read(file)).rejects.toMatchObject({ code });
  });

  it('is no other file’s matter: a Word document that inflates without end is given up before it has', async () => {
    const bomb = new JSZip().file('word/document.xml', ' '.repeat(200_000_000));
    const file = await bomb.generateAsync({ ...NODE, compression: 'DEFLATE' });
    expect(file.length).toBeLessThan(1_000_000);

    await expect(reader.read(file)).rejects.toMatchObject({ code: 'text-too-long' });

    expect(await reader.read(Buffer.from(TEXT))).toBe(TEXT);
  });
});
const NODE = { type: 'nodebuffer' } as const;

describe('the process that reads a file', () => {
  it('dies alone: its file is unreadable, and the next one is read', async () => {
    const one = ended({ children: 1 });
    await one.read(Buffer.from(TEXT));
    const [child] = children().slice(-1) as [number];
    process.kill(child, 'SIGSTOP');
    const dying = one.read(Buffer.from(TEXT));

    process.kill(child, 'SIGKILL');

    await expect(dying).rejects.toMatchObject({ code: 'text-unreadable', facts: { reader: 'died' } });
    expect(await one.read(Buffer.from(TEXT))).toBe(TEXT);
  });

  it('dies of too much memory, and not the app', async () => {
    const one = ended({ children: 1, childMb: 30 });
    const long = await docx(...Array.from({ length: 30_000 }, (_, index) => `Абзац ${index}. ${TEXT}`));

    await expect(one.read(long)).rejects.toMatchObject({ code: 'text-unreadable' });
  });

  it('is ended when a file takes too long', async () => {
    const one = ended({ children: 1, timeoutMs: 1 });

    await expect(one.read(Buffer.from(TEXT))).rejects.toMatchObject({ facts: { reader: 'too-slow' } });
  });

  it('has no secret: its environment is empty', async () => {
    const one = ended({ children: 1 });
    await one.read(Buffer.from(TEXT));

    const names = readFileSync(`/proc/${children().at(-1)}/environ`, 'utf8')
      .split('\0')
      .filter(Boolean);
    expect(names.filter((pair) => !pair.startsWith('NODE_CHANNEL'))).toEqual([]);
  });

  it('is no finding when the app stops: the file is read again', async () => {
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

  it('leaves the app’s own work alone: it answers while a long file is read', async () => {
    const long = await docx(...Array.from({ length: 5_000 }, () => TEXT));
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    afterThisTest(async () => clearInterval(ticking));
    const before = turns;

    await reader.read(long);

    expect(turns).toBeGreaterThan(before + 5);
  });
});
