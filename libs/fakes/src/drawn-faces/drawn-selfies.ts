import sharp from 'sharp';
import { DRAWING_HEIGHT, DRAWING_WIDTH, drawnFace } from './drawn-face';

/** Keeps the tilted canvas' empty corners out of the picture: enough for the ±8° below. */
const CROP = 0.84;

/**
 * Photographs of one drawn person as JPEG: each tilted, lit and sized differently, no two alike, the short side 720 px
 * or more. The same seed and count give the same pictures.
 */
export const drawnSelfies = async (seed: number, count: number): Promise<Buffer[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => selfie(seed, index)));

const selfie = async (seed: number, index: number): Promise<Buffer> => {
  const tilted = await sharp(Buffer.from(drawnFace(seed, { scene: index })))
    .rotate(((index * 2) % 5) * 4 - 8, { background: '#7d8894' })
    .toBuffer({ resolveWithObject: true });
  const width = Math.round(DRAWING_WIDTH * CROP);
  const height = Math.round(DRAWING_HEIGHT * CROP);
  return sharp(tilted.data)
    .extract({
      left: Math.round((tilted.info.width - width) / 2),
      top: Math.round((tilted.info.height - height) / 2),
      width,
      height,
    })
    .modulate({ brightness: 0.86 + 0.05 * (index % 7) })
    .flop(index % 2 === 1)
    .resize(720 + 40 * index)
    .jpeg({ quality: 90 })
    .toBuffer();
};
