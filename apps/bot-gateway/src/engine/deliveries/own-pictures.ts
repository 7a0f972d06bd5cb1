import { readFile } from 'node:fs/promises';
import path from 'node:path';

const FOLDER = path.join(__dirname, '../../pictures');
const OWN = /^own:([a-z][a-z0-9-]*)$/;

/** The reference of a screen to a picture of `src/pictures/`, which comes with the bot and belongs to no person. */
export const ownPicture = (name: string): string => `own:${name}`;

/**
 * Reads a picture that comes with the bot, or the one of the same name in the owner's folder. Undefined for a reference to a stored file,
 * and for a picture that this release does not have.
 */
export async function readOwnPicture(
  reference: string,
  ownersFolder?: string,
): Promise<{ source: Buffer; filename: string } | undefined> {
  const filename = OWN.exec(reference)?.[1]?.concat('.jpg');
  if (!filename) return undefined;
  const read = (folder: string) => readFile(path.join(folder, filename)).catch(() => undefined);
  const source = (ownersFolder !== undefined && (await read(ownersFolder))) || (await read(FOLDER));
  return source && { source, filename };
}
