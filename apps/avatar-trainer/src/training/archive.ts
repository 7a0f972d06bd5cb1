import { createWriteStream } from 'node:fs';
import { addAbortSignal, finished, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface ArchiveEntry {
  readonly name: string;
  /** Called in the entry's turn: twenty open downloads would time out while they wait for each other. */
  readonly open: () => Promise<Readable>;
}

/** JPEG does not get smaller. */
const STORED = { compress: false } as const;

/**
 * Writes the entries one after another into a zip file that only we may read, with one chunk in memory at a time. Rethrows the
 * first error of an entry unchanged, and the signal's error if it aborts.
 */
export async function writeArchive(file: string, entries: readonly ArchiveEntry[], signal: AbortSignal): Promise<void> {
  const zip = new ZipFile();
  const archive = zip.outputStream as Readable;
  // yazl leaves the errors of what it reads, and its end, to its caller.
  const over = new AbortController();
  archive.once('close', () => over.abort());
  const fail = (error: unknown): void => void archive.destroy(error as Error);
  const watched = (content: Readable): Readable => {
    finished(content, (error) => error && fail(error));
    return addAbortSignal(over.signal, content);
  };
  for (const { name, open } of entries) {
    zip.addReadStreamLazy(name, STORED, (begin) => {
      open().then((content) => begin(null, watched(content)), fail);
    });
  }
  zip.end();
  await pipeline(archive, createWriteStream(file, { mode: 0o600 }), { signal });
}
