import sharp from 'sharp';
import { Random } from './random';
import { drawnSelfies } from './drawn-selfies';

/**
 * A drawn person whom the age network takes for a child once the drawing looks like a photograph: the network gives ten of the person's
 * selfies ages from 8 to 17, 10 at the median.
 */
const CHILD = { seed: 11, kind: 'man' } as const;
/** The blur in pixels: edges as soft as a lens makes them. */
const SOFTNESS = 3.5;
/** The strength of the film grain. With twice the grain the network gives the same face an age of 22 to 49. */
const GRAIN_SIGMA = 20;

/**
 * Selfies of a drawn child, soft and grainy as photographs are. The models recognise a flat drawing as a drawing and give it no age, but
 * they treat these selfies as photographs of a child.
 */
export const drawnChildSelfies = async (count: number): Promise<Buffer[]> =>
  Promise.all((await drawnSelfies(CHILD.seed, count, CHILD.kind)).map(photographed));

const photographed = async (drawing: Buffer): Promise<Buffer> => {
  const { width, height } = await sharp(drawing).metadata();
  const grain = sharp(grainOf(width * height), { raw: { width, height, channels: 1 } })
    .blur(0.6)
    .toColourspace('srgb');
  const soft = await sharp(drawing).blur(SOFTNESS).png().toBuffer();
  return sharp(soft)
    .composite([{ input: await grain.png().toBuffer(), blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toBuffer();
};

/**
 * One lightness for each pixel, scattered around the middle grey; every call gives the same values. Each is a sum of twelve uniform numbers,
 * which is nearly normally distributed.
 */
const grainOf = (pixels: number): Uint8Array => {
  const random = new Random('grain');
  const normal = (): number => Array.from({ length: 12 }, () => random.next()).reduce((sum, one) => sum + one, -6);
  return Uint8Array.from({ length: pixels }, () => Math.min(Math.max(128 + GRAIN_SIGMA * normal(), 0), 255));
};
