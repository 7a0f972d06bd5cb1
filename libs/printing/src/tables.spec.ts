import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { CsvTable, type CsvCell } from './csv-table';
import { PdfTable } from './pdf-table';
import PDFDocument from 'pdfkit';
import { FONT } from './font';
import { hasCharacter, isPrintable, printed } from './printed';

const csvOf = async (...rows: CsvCell[][]): Promise<string> => {
  const table = new CsvTable(['Что', 'Сколько']);
  const written = buffer(table.content);
  for (const row of rows) await table.row(row);
  table.end();
  return (await written).toString('utf8');
};

describe('a table as CSV', () => {
  it('a table as CSV begins with the byte order mark of UTF-8, and quotes the cells that RFC 4180 wants quoted', async () => {
    const csv = await csvOf(['закат, "у моря"\nи звёзды', 1.5], ['', null]);

    expect(csv).toBe('\uFEFFЧто,Сколько\r\n"закат, ""у моря"" и звёзды",1.5\r\n,\r\n');
  });

  it.each(['=1+1', '+7', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
    'a spreadsheet does not read a text in a CSV as a formula: %j',
    async (words) => {
      const [, row = ''] = (await csvOf([words, -2])).split('\r\n');

      expect(row.startsWith("'")).toBe(true);
      expect(row.endsWith(',-2')).toBe(true);
    },
  );

  it('the writer of a CSV waits for its reader, and gets the error when the table is ended with one', async () => {
    const table = new CsvTable(['A']);
    const writing = (async () => {
      for (;;) await table.row(['x'.repeat(10_000)]);
    })();

    table.fail(new Error('no room'));

    await expect(writing).rejects.toThrow('no room');
  });
});

const pdfOf = async (rows: number): Promise<Buffer> => {
  const table = new PdfTable({
    title: 'Выписка ⭐',
    about: 'Москва',
    language: 'ru',
    foot: 'Выписка',
    facts: [['Остаток', '1,00']],
    columns: [{ heading: 'Что' }, { heading: 'Сколько', width: 60, isNumber: true }],
  });
  const bytes = buffer(table.content);
  for (let at = 0; at < rows; at += 1) await table.row([`Строка ${at}`, '1,00'], at === 0 ? 'Платёж' : null);
  table.section('Итого', [['Пришло', '1,00']]);
  table.end();
  return bytes;
};
const pagesOf = (pdf: Buffer): number => Number(/\/Type \/Pages\n\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1]);

describe('a table as PDF', () => {
  it('a table as PDF has as many pages as its rows need, with the font embedded', async () => {
    const [short, long] = [await pdfOf(3), await pdfOf(400)];

    expect(short.toString('latin1', 0, 5)).toBe('%PDF-');
    expect(short.toString('latin1')).toContain('/FontFile2');
    expect(pagesOf(short)).toBe(1);
    expect(pagesOf(long)).toBeGreaterThan(9);
  });

  it.each(Object.values(FONT))(
    'each letter and number that a PDF is said to show has a shape in the font, and no other: %s',
    (file) => {
      const page = new PDFDocument({ font: file });
      const { font } = (page as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font;
      const all = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter((one) =>
        /[\p{L}\p{N}]/u.test(one),
      );

      const has = (one: string): boolean => font.hasGlyphForCodePoint(one.charCodeAt(0));
      expect(all.filter((one) => hasCharacter(one) && !has(one))).toEqual([]);
      expect(all.filter((one) => !hasCharacter(one) && /\p{L}/u.test(one) && has(one))).toEqual([]);
    },
  );

  it('a PDF shows Russian and Romanian; Kazakh, Chinese, the long s and Arabic numbers are known to be missing, and become question marks', () => {
    expect(['Съешь ещё', 'România și țara', 'năm 2026', '½ часа', '😀'].map(isPrintable)).toEqual(Array(5).fill(true));
    expect(['Қазақ тілі', '你好', 'Ĕ', '٣ часа', '③'].map(isPrintable)).toEqual(Array(5).fill(false));
    expect(printed('٣ часа')).toBe('? часа');
  });

  it('a text printed in a PDF is without the signs that the font lacks, and has a question mark for each missing letter', () => {
    expect(printed('⭐ Покупка «ёлка» 漢')).toBe('Покупка «ёлка» ?');
  });
});
