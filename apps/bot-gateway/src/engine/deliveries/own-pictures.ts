import { readFile } from 'node:fs/promises';
import path from 'node:path';

const FOLDER = path.join(__dirname, '../../pictures');
const OWN = /^own:([a-z][a-z0-9-]*)$/;

/** The reference of a screen to a picture of `src/pictures/`, which comes with the bot and belongs to no person. */
export const ownPicture = (name: string): string => `own:${name}`;

/**
 * Reads a picture that comes with the bot, or the owner's own of the same name from `folder`. Undefined for a reference to a stored file,
 * and for a picture that neither the folder nor this release has.
 */
export async function readOwnPicture(
  reference: string,
  folder?: string,
): Promise<{ source: Buffer; filename: string } | undefined> {
  const filename = OWN.exec(reference)?.[1]?.concat('.jpg');
  if (!filename) return undefined;
  const read = (from: string): Promise<Buffer | undefined> =>
    readFile(path.join(from, filename)).catch(() => undefined);
  const source = (folder === undefined ? undefined : await read(folder)) ?? (await read(FOLDER));
  return source && { source, filename };
}
