import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { inOneLine } from './printed';

/** A cell: words, a number, or nothing. */
export type CsvCell = string | number | null;

/**
 * A table as CSV by RFC 4180, with the byte order mark by which a spreadsheet recognises UTF-8. A text that a spreadsheet would read as a
 * formula gets an apostrophe before it; numbers stay as they are. Rows are written while the content is read.
 */
export class CsvTable {
  readonly content: Readable;
  private readonly written = new PassThrough();

  constructor(headings: readonly string[]) {
    this.content = this.written;
    // The reader of the content gets the error. Without a reader the error must not end the process.
    this.written.on('error', () => undefined);
    this.written.write(lineOf(headings, true));
  }

  /** Adds a row; resolves when there is room for the next one. Rejects when the content was given up. */
  async row(cells: readonly CsvCell[]): Promise<void> {
    if (this.written.destroyed) throw this.written.errored ?? new Error('the table was given up');
    if (!this.written.write(lineOf(cells))) await once(this.written, 'drain');
  }

  end(): void {
    this.written.end();
  }

  /** Ends the table with an error, which the reader of its content gets. */
  fail(error: Error): void {
    this.written.destroy(error);
  }
}

const lineOf = (cells: readonly CsvCell[], bom = false): string => {
  const row = cells.map((cell) => (typeof cell === 'string' ? inOneLine(cell) : cell));
  return stringify([row], { bom, record_delimiter: 'windows', escape_formulas: true });
};
