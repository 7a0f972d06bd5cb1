import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { drawnSelfies, PERSON_KINDS } from '@aisha/fakes/drawn-faces';
import sharp from 'sharp';

/** A person of the set over which ways of drawing are compared. */
export interface PersonToDraw {
  readonly name: string;
  /** The word that stands for the person in a prompt. */
  readonly word: string;
  /** JPEG, upright. */
  readonly photos: readonly Buffer[];
}

/** The fewest photos that an avatar may be trained from. */
const SELFIES = 10;
const PHOTO = /\.(jpe?g|png|webp)$/i;
/** The longest side with which a photo is sent, in pixels: models make a larger photo smaller themselves. */
const MOST_PIXELS = 2_048;

/** Drawn people of the sandbox, always the same: a woman, a man and neither in turn. */
export const drawnPeople = (count: number): Promise<readonly PersonToDraw[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const kind = PERSON_KINDS[at % PERSON_KINDS.length]!;
      const word = kind === 'other' ? 'person' : kind;
      return { name: `drawn ${at + 1}`, word, photos: await drawnSelfies(100 + 7 * at, SELFIES, kind) };
    }),
  );

/**
 * The people of a folder: one for each folder in it, or one person whose photos are in the folder itself. A person without photos is left
 * out.
 */
export async function peopleOf(folder: string): Promise<readonly PersonToDraw[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const places = folders.length > 0 ? folders.map((name) => path.join(folder, name)) : [folder];
  const people = await Promise.all(
    places.toSorted().map(async (place) => {
      const files = (await readdir(place)).filter((name) => PHOTO.test(name)).toSorted();
      const photos = await Promise.all(files.map(async (name) => upright(await readFile(path.join(place, name)))));
      return { name: path.basename(place), word: 'person', photos };
    }),
  );
  return people.filter(({ photos }) => photos.length > 0);
}

const upright = (photo: Buffer): Promise<Buffer> =>
  sharp(photo)
    .rotate()
    .resize(MOST_PIXELS, MOST_PIXELS, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 92 })
    .toBuffer();
