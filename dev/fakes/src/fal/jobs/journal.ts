import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * Rows that survive kill -9: every change is appended as one line of JSON, and the last line of a key counts. Opening rewrites the file
 * with these last lines only, without a line that the kill cut.
 */
export class Journal<Row> {
  readonly rows = new Map<string, Row>();

  constructor(private readonly path: string) {
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      const entry = parseLine<Row>(line);
      if (entry) this.rows.set(entry.key, entry.row);
    }
    const draft = `${path}.new`;
    writeFileSync(draft, [...this.rows].map(([key, row]) => `${JSON.stringify({ key, row })}\n`).join(''));
    renameSync(draft, path);
  }

  put(key: string, row: Row): void {
    this.rows.set(key, row);
    appendFileSync(this.path, `${JSON.stringify({ key, row })}\n`);
  }
}

const parseLine = <Row>(line: string): { key: string; row: Row } | undefined => {
  try {
    return JSON.parse(line) as { key: string; row: Row };
  } catch {
    return undefined;
  }
};
