import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { zipOf, type ZipEntry } from '@aisha/storage';

/**
 * Writes the entries one after another into a zip file that only our user may read, with one chunk in memory at a time. Rethrows the first
 * error of an entry unchanged, and the signal's error if it aborts.
 */
export async function writeArchive(file: string, entries: readonly ZipEntry[], signal: AbortSignal): Promise<void> {
  await pipeline(zipOf(entries), createWriteStream(file, { mode: 0o600 }), { signal });
}
