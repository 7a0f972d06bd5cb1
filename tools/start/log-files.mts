import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import path from 'node:path';

const KEEP_UP_TO_BYTES = 10 * 1024 * 1024;
/** A program that cannot reach a server says so many times a second; once in this while is enough on a screen. */
const SAY_AGAIN_AFTER_MS = 10_000;
/** pino's number for warnings. */
const WARN = 40;

/** Everything each program says, in a file of its own; warnings and worse are passed on, briefly. */
export class LogFiles {
  private readonly directory: string;
  private readonly warn: (name: string, text: string) => void;
  private readonly files = new Map<string, WriteStream>();
  private readonly saidAt = new Map<string, number>();

  constructor(directory: string, warn: (name: string, text: string) => void) {
    this.directory = directory;
    this.warn = warn;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  }

  /** Where the lines of this program go. */
  of(name: string): (line: string) => void {
    return (line) => {
      this.fileOf(name).write(`${line}\n`);
      const text = warningIn(line);
      if (text && this.isNews(`${name} ${text}`)) this.warn(name, text);
    };
  }

  close(): void {
    for (const file of this.files.values()) file.end();
  }

  private isNews(what: string): boolean {
    const now = Date.now();
    for (const [said, at] of this.saidAt) if (now - at > SAY_AGAIN_AFTER_MS) this.saidAt.delete(said);
    if (this.saidAt.has(what)) return false;
    this.saidAt.set(what, now);
    return true;
  }

  private fileOf(name: string): WriteStream {
    const open = this.files.get(name);
    if (open) return open;
    const file = path.join(this.directory, `${name}.log`);
    if (existsSync(file) && statSync(file).size > KEEP_UP_TO_BYTES) renameSync(file, `${file}.1`);
    const stream = createWriteStream(file, { flags: 'a', mode: 0o600 }).on('error', () => {}); // a full disk must not stop the apps
    this.files.set(name, stream);
    return stream;
  }
}

/** Apps log JSON. What is not JSON comes from Node itself, and a crash is told of when it happens. */
const warningIn = (line: string): string | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line) as { level?: number; msg?: string; code?: string; message?: string; nest?: string };
    if (!(Number(entry.level) >= WARN)) return undefined;
    return [entry.msg, entry.code ?? entry.message ?? entry.nest].filter(Boolean).join(': ');
  } catch {
    return undefined;
  }
};
