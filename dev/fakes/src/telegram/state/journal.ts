import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

interface Line {
  table: string;
  key: string;
  value?: unknown;
}

/**
 * Everything the fake must remember, as named tables. With a folder each change is one line appended to
 * `journal.jsonl` before the answer leaves, so a kill -9 loses nothing; the next start replays it and compacts it.
 */
export class Journal {
  private readonly tables = new Map<string, Map<string, unknown>>();
  private file: number | undefined;

  constructor(folder?: string) {
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    const place = path.join(folder, 'journal.jsonl');
    if (existsSync(place)) this.replay(readFileSync(place, 'utf8'));
    const compacted = [...this.tables].flatMap(([table, rows]) =>
      [...rows].map(([key, value]) => `${JSON.stringify({ table, key, value })}\n`),
    );
    writeFileSync(`${place}.new`, compacted.join(''));
    renameSync(`${place}.new`, place);
    this.file = openSync(place, 'a');
  }

  table<V>(name: string): Table<V> {
    const rows = (this.tables.get(name) ?? new Map<string, unknown>()) as Map<string, V>;
    this.tables.set(name, rows);
    return new Table(rows, (key, value) => this.append({ table: name, key, value }));
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  private append(line: Line): void {
    if (this.file !== undefined) writeSync(this.file, `${JSON.stringify(line)}\n`);
  }

  private replay(text: string): void {
    for (const line of text.split('\n')) {
      const { table, key, value } = parse(line) ?? {};
      if (table === undefined || key === undefined) continue;
      const rows = this.tables.get(table) ?? new Map<string, unknown>();
      this.tables.set(table, rows);
      if (value === undefined) rows.delete(key);
      else rows.set(key, value);
    }
  }
}

/**
 * Reads a line; undefined when it is torn, as the last line may be: the process died while writing it, so it never sent the answer either.
 */
const parse = (line: string): Line | undefined => {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return undefined;
  }
};

/** A table of the journal; keys are compared as text, and entries keep the order in which they were first written. */
export class Table<V> {
  constructor(
    private readonly rows: Map<string, V>,
    private readonly append: (key: string, value: V | undefined) => void,
  ) {}

  get(key: string | number): V | undefined {
    return this.rows.get(String(key));
  }

  put(key: string | number, value: V): V {
    this.rows.set(String(key), value);
    this.append(String(key), value);
    return value;
  }

  delete(key: string | number): void {
    if (this.rows.delete(String(key))) this.append(String(key), undefined);
  }

  values(): V[] {
    return [...this.rows.values()];
  }

  get size(): number {
    return this.rows.size;
  }
}

/** Counters whose numbers are never given twice, not even after a restart. */
export class Counters {
  constructor(private readonly table: Table<number>) {}

  next(name: string, first: number): number {
    return this.table.put(name, Math.max((this.table.get(name) ?? 0) + 1, first));
  }
}
