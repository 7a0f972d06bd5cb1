import type { Readable } from 'node:stream';
import { LISTING, type Listing } from '@aisha/contracts/bot-gateway';
import type { UserId } from '@aisha/domain';
import { type ObjectStore, personRowsKey } from '@aisha/storage';

/** A line that an app wrote: a row of a table, or a file. */
export type ExportLine =
  | { readonly table: string; readonly row: Readonly<Record<string, unknown>>; readonly json: string }
  | { readonly file: string; readonly bytes: number };

/** Reads the lines that one app wrote for an export, one after another. */
export async function* linesOf(
  objects: ObjectStore,
  { userId, exportId }: { readonly userId: UserId; readonly exportId: string },
  listing: Listing,
): AsyncGenerator<ExportLine> {
  const content = await objects.get(personRowsKey(userId, exportId, listing));
  for await (const line of linesIn(content)) {
    if (line === '') continue;
    const read = JSON.parse(line) as { table: string; row: Record<string, unknown> } | { file: string; bytes: number };
    // The row's text is passed on unchanged, because parsing would round a number of 19 digits.
    yield 'file' in read ? read : { ...read, json: line.slice(line.indexOf('"row":') + '"row":'.length, -1) };
  }
}

/**
 * The lines of a content. Only a line feed ends a line: JSON leaves U+2028 and U+2029 in people's words as they are, and Node's readline
 * would cut a row there.
 */
async function* linesIn(content: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of content.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  yield rest;
}

/** The files of all apps in a fixed order, with their sizes. */
export async function filesOf(
  objects: ObjectStore,
  of: { readonly userId: UserId; readonly exportId: string },
): Promise<{ readonly file: string; readonly bytes: number }[]> {
  const files: { readonly file: string; readonly bytes: number }[] = [];
  for (const listing of LISTING)
    for await (const line of linesOf(objects, of, listing)) if ('file' in line) files.push(line);
  return files.sort((one, other) => (one.file < other.file ? -1 : 1));
}
