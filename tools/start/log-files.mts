import { mkdirSync } from 'node:fs';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';

/** A program that cannot reach a server says so many times a second; the screen shows the same words at most once in this time. */
const SAY_AGAIN_AFTER_MS = 10_000;
/** The levels of log lines that are shown on the screen. */
const WARNINGS = ['warn', 'error', 'fatal'];

/** Writes the output of each program into a file of its own, and passes warnings and errors on, shortened. */
export class LogFiles {
  private readonly directory: string;
  private readonly warn: (name: string, text: string) => void;
  private readonly files = new Map<string, RotatingFileStream>();
  private readonly saidAt = new Map<string, number>();

  constructor(directory: string, warn: (name: string, text: string) => void) {
    this.directory = directory;
    this.warn = warn;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  }

  /** Gives the function that takes the lines of this program. */
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

  private fileOf(name: string): RotatingFileStream {
    const open = this.files.get(name);
    if (open) return open;
    const stream = createStream(`${name}.log`, { path: this.directory, size: '10M', rotate: 1, mode: 0o600 });
    stream.on('error', () => {}); // a full disk must not stop the apps
    this.files.set(name, stream);
    return stream;
  }
}

/** Reads a warning out of an app's line of JSON. Other lines come from Node itself at a crash, which AppProcess reports. */
const warningIn = (line: string): string | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line) as Partial<
      Record<'level' | 'msg' | 'dependency' | 'code' | 'message' | 'nest', string>
    >;
    if (!WARNINGS.includes(entry.level ?? '')) return undefined;
    return [entry.msg, entry.dependency ?? entry.code ?? entry.message ?? entry.nest].filter(Boolean).join(': ');
  } catch {
    return undefined;
  }
};
