import { addAbortSignal, finished, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  readonly name: string;
  /**
   * Called when the entry's turn comes: twenty downloads opened at once would time out while they wait for each other.
   */
  readonly open: () => Promise<Readable>;
}

/** The files are stored without compression, which makes no JPEG smaller. */
const STORED = { compress: false } as const;

/**
 * The entries one after another as a zip, with one chunk in memory at a time. Fails with an entry's first error,
 * unchanged.
 */
export function zipOf(entries: readonly ZipEntry[]): Readable {
  const zip = new ZipFile();
  const archive = zip.outputStream as Readable;
  // yazl leaves two things to its caller: errors of the streams that it reads, and ending these streams when the archive is closed early.
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
  return archive;
}
