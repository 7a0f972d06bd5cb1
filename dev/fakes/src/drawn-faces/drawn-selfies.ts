import sharp from 'sharp';
import { drawnFace } from './drawn-face';
import type { PersonKind } from './looks';

/** The selfies drawn so far, by seed, kind and index. They are kept, because each has only 60 KB and few people are ever drawn. */
const drawn = new Map<string, Promise<Buffer>>();

/**
 * Selfies of one drawn person as JPEG, 4:5. Each shows another place, light and framing, and other clothes. The short side has 776 px or
 * more, because the photo check calls less than 768 px rather small. The same seed, count and kind give the same pictures. Without a kind
 * the seed decides.
 */
export const drawnSelfies = async (seed: number, count: number, kind?: PersonKind): Promise<Buffer[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => selfie(seed, index, kind)));

const selfie = (seed: number, index: number, kind?: PersonKind): Promise<Buffer> => {
  const key = `${seed} ${index} ${kind}`;
  const known = drawn.get(key) ?? draw(seed, index, kind);
  drawn.set(key, known);
  return known;
};

const draw = (seed: number, index: number, kind?: PersonKind): Promise<Buffer> =>
  sharp(Buffer.from(drawnFace(seed, { scene: index, width: 776 + 12 * index, ...(kind && { kind }) })))
    .jpeg({ quality: 90 })
    .toBuffer();
