import sharp from 'sharp';
import { drawnFace } from '../../drawn-faces/drawn-face';
import type { DrawnPerson } from '../../drawn-faces/looks';
import { readRibbon } from '../../drawn-faces/ribbon';
import { distanceOf, gridOf } from './drawn-before';

/** How many selfies of a drawn person are compared with a photo, and the width in pixels at which they are compared. */
const SELFIES = 24;
const COMPARED_AT = 96;

/** A drawn person and the number of their selfie. */
export interface DrawnSelfie extends DrawnPerson {
  readonly scene: number;
}

/**
 * Of the selfies of the drawn person whom a photo shows, the one that is most like the photo. Undefined when the photo shows no drawn
 * person.
 */
export const drawnSelfieIn = async (photo: Buffer): Promise<DrawnSelfie | undefined> => {
  const person = await readRibbon(photo);
  if (!person) return undefined;
  const { kind, seed } = person;
  const grid = await gridOf(photo);
  const distances = await Promise.all(
    Array.from({ length: SELFIES }, async (_, scene) => {
      const small = Buffer.from(drawnFace(seed, { scene, kind, width: COMPARED_AT }));
      return distanceOf(grid, await gridOf(await sharp(small).png({ compressionLevel: 1 }).toBuffer()));
    }),
  );
  return { ...person, scene: distances.indexOf(Math.min(...distances)) };
};
