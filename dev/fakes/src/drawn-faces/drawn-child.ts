import sharp from 'sharp';
import { Random } from './random';
import { drawnSelfies } from './drawn-selfies';

/** The drawn person whose age the network says is 8 to 17, 10 at the median of ten selfies, once the drawing looks like a photograph. */
const CHILD = { seed: 11, kind: 'man' } as const;
/** Pixels: edges as soft as a lens draws them. */
const SOFTNESS = 3.5;
/** The strength of the grain of a film. With twice as much the same face looks 22 to 49. */
const GRAIN_SIGMA = 20;

/**
 * Selfies of a drawn child, soft and grainy as photographs are: of a flat drawing the models say that it is one, and of no age. Of these
 * they say that they are photographs, and of a child.
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

/** Lightness of this many pixels around the middle one, the same with each call. Twelve even numbers sum up to a normal one. */
const grainOf = (pixels: number): Uint8Array => {
  const random = new Random('grain');
  const normal = (): number => Array.from({ length: 12 }, () => random.next()).reduce((sum, one) => sum + one, -6);
  return Uint8Array.from({ length: pixels }, () => Math.min(Math.max(128 + GRAIN_SIGMA * normal(), 0), 255));
};
