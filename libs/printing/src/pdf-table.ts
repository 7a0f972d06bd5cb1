import type { Readable } from 'node:stream';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type PDFDocument from 'pdfkit';
import { FONT } from './font';
import { printed } from './printed';

/** A column: its heading, and its width in points. One column is given no width, and takes the space that the others leave. */
interface PdfColumn {
  readonly heading: string;
  readonly width?: number;
  /** Whether the column has numbers, which are aligned by their last digit. */
  readonly isNumber?: boolean;
}

/** What a table has besides its rows: the title, the facts, the headings and the foot. */
interface PdfHead {
  readonly title: string;
  /** The line below the title. */
  readonly about: string;
  /** The language of the table's text, as PDF names languages. */
  readonly language: string;
  /** The text at the bottom of every page, beside the page's number. */
  readonly foot: string;
  /** Figures above the table, each with its name. */
  readonly facts: readonly PdfFact[];
  readonly columns: readonly PdfColumn[];
}
/** A figure and what it is. */
export type PdfFact = readonly [name: string, value: string];

/**
 * Loads pdfkit for the first table only, because pdfkit takes half a second and 20 MB; with require(), because import() uses Node's ESM
 * loader.
 */
const pdfkit = (): typeof PDFDocument =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require('pdfkit') as typeof PDFDocument;

/** Sizes of letters in points, as all lengths of this file are. */
const SIZE = { title: 20, heading: 12, text: 9.5, small: 7.5 } as const;
const MARGIN = 45;
/** How much higher a row is than its text, and how wide the gap between two columns is. */
const [ROW_PADDING, GUTTER] = [7, 8];
/** How many rows are written without a pause, which takes some 10 ms of a core. Then the process lets other work run. */
const ROWS_AT_ONCE = 20;
const [INK, GREY, LINE] = ['#1F2937', '#6B7280', '#D1D5DB'];

/**
 * A table as pages of A4, with its headings on each page. A page is written as soon as it is full, so a table of thousands of rows costs no
 * more memory than one page.
 */
export class PdfTable {
  private readonly page: PDFKit.PDFDocument;
  private readonly columns: readonly (PdfColumn & { readonly left: number; readonly width: number })[];
  private pages = 0;
  private rows = 0;
  private hasTable = true;

  constructor(private readonly head: PdfHead) {
    const { title, about, language, facts } = head;
    const name = printed(title);
    this.page = new (pdfkit())({
      size: 'A4',
      margin: MARGIN,
      font: FONT.text,
      autoFirstPage: false,
      lang: language,
      info: { Title: name, Creator: 'Aisha' },
    });
    // The reader of the content gets the error. Without a reader the error must not end the process.
    this.page.on('error', () => undefined);
    this.columns = placed(head.columns);
    this.nextPage();
    this.page.font(FONT.bold).fontSize(SIZE.title).fillColor(INK).text(name, MARGIN);
    this.page.font(FONT.text).fontSize(SIZE.text).fillColor(GREY).text(printed(about)).moveDown(0.8);
    for (const fact of facts) this.fact(fact, FONT.bold);
    this.page.moveDown(0.8);
    this.headings();
  }

  /** The bytes of the PDF; those of a page come as soon as the page is full. */
  get content(): Readable {
    return this.page as unknown as Readable;
  }

  /** Adds a row. The note is printed in small letters below the cell of the column without a width. */
  async row(cells: readonly string[], note: string | null): Promise<void> {
    this.rows += 1;
    if (this.rows % ROWS_AT_ONCE === 0) await othersTurn();
    const { page } = this;
    const texts = cells.map(printed);
    page.font(FONT.text).fontSize(SIZE.text);
    const heights = this.columns.map(({ width }, at) => page.heightOfString(texts[at] ?? '', { width }));
    const widest = Math.max(
      0,
      this.head.columns.findIndex(({ width }) => width === undefined),
    );
    const flowing = this.columns[widest]!;
    const small = note === null ? '' : printed(note);
    page.fontSize(SIZE.small);
    const noteHeight = small === '' ? 0 : page.heightOfString(small, { width: flowing.width });
    const height = Math.max(...heights, heights[widest]! + noteHeight);
    if (page.y + height + ROW_PADDING > this.bottom) {
      this.nextPage();
      this.headings();
    }
    const top = page.y;
    page.font(FONT.text).fontSize(SIZE.text).fillColor(INK); // a new page has set the bold font for its headings
    for (const [at, { left, width, isNumber }] of this.columns.entries())
      page.text(texts[at] ?? '', left, top, { width, align: isNumber ? 'right' : 'left' });
    if (small !== '')
      page
        .fontSize(SIZE.small)
        .fillColor(GREY)
        .text(small, flowing.left, top + heights[widest]!, { width: flowing.width });
    this.line(top + height + ROW_PADDING / 2);
    page.y = top + height + ROW_PADDING;
  }

  /** Adds figures below the table, under a heading of their own. */
  section(heading: string, facts: readonly PdfFact[]): void {
    const { page } = this;
    this.hasTable = false;
    page.moveDown(0.8);
    // A heading must not be the last line of a page.
    if (page.y + 4 * SIZE.heading > this.bottom) this.nextPage();
    page.font(FONT.bold).fontSize(SIZE.heading).fillColor(INK).text(printed(heading), MARGIN).moveDown(0.4);
    for (const fact of facts) this.fact(fact, FONT.text);
  }

  end(): void {
    this.page.end();
  }

  /** Ends the table with an error, which the reader of its content gets. */
  fail(error: Error): void {
    this.content.destroy(error);
  }

  private get bottom(): number {
    return this.page.page.height - MARGIN;
  }

  private fact([name, value]: PdfFact, font: string): void {
    const { page } = this;
    page.font(FONT.text).fontSize(SIZE.text);
    if (page.y + page.currentLineHeight(true) > this.bottom) this.nextPage();
    const top = page.y;
    const half = (page.page.width - 2 * MARGIN) / 2;
    page.fillColor(GREY).text(printed(name), MARGIN, top, { width: half });
    const below = page.y;
    page
      .font(font)
      .fillColor(INK)
      .text(printed(value), MARGIN + half, top, { width: half, align: 'right' });
    page.y = Math.max(below, page.y) + 2;
    page.x = MARGIN;
  }

  private headings(): void {
    if (!this.hasTable) return;
    const { page } = this;
    const top = page.y;
    page.font(FONT.bold).fontSize(SIZE.small).fillColor(GREY);
    const height = Math.max(
      ...this.columns.map(({ heading, width }) => page.heightOfString(printed(heading), { width })),
    );
    for (const { heading, left, width, isNumber } of this.columns)
      page.text(printed(heading), left, top, { width, align: isNumber ? 'right' : 'left' });
    this.line(top + height + ROW_PADDING / 2);
    page.y = top + height + ROW_PADDING;
  }

  private line(at: number): void {
    this.page
      .moveTo(MARGIN, at)
      .lineTo(this.page.page.width - MARGIN, at)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke();
  }

  private nextPage(): void {
    const { page } = this;
    page.addPage();
    this.pages += 1;
    page.page.margins.bottom = 0; // otherwise a text this low would begin another page
    page
      .font(FONT.text)
      .fontSize(SIZE.small)
      .fillColor(GREY)
      .text(`${printed(this.head.foot)} · ${this.pages}`, MARGIN, page.page.height - MARGIN / 2 - SIZE.small, {
        width: page.page.width - 2 * MARGIN,
        align: 'center',
        lineBreak: false,
      });
    page.page.margins.bottom = MARGIN;
    page.x = MARGIN;
    page.y = MARGIN;
  }
}

/** The width of A4. */
const WIDTH = 595.28;

function placed(
  columns: readonly PdfColumn[],
): readonly (PdfColumn & { readonly left: number; readonly width: number })[] {
  const taken = columns.reduce((sum, { width = 0 }) => sum + width, 0) + GUTTER * (columns.length - 1);
  let left = MARGIN;
  return columns.map((column) => {
    const width = column.width ?? WIDTH - 2 * MARGIN - taken;
    const here = { ...column, left, width };
    left += width + GUTTER;
    return here;
  });
}
