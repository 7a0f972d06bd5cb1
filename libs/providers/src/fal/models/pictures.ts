import type { DrawnPicture, DrawnPictures } from '../../ports';
import { isRecord } from '../wire';
import { isFile, unreadable } from './model';

/** Every picture model answers 200 with images, even if some are indecent: an array of equal length says which. */
export function drawnPictures(output: unknown): DrawnPictures {
  if (!isRecord(output) || !Array.isArray(output['images'])) throw unreadable('images');
  const flags: unknown[] = Array.isArray(output['has_nsfw_concepts']) ? output['has_nsfw_concepts'] : [];
  const pictures = output['images'].map((image: unknown, index): DrawnPicture => {
    if (!isFile(image)) throw unreadable('images.url');
    return {
      url: image.url,
      width: pixels(image['width']),
      height: pixels(image['height']),
      isDecent: flags[index] !== true,
    };
  });
  const seed = output['seed'];
  return { pictures, seed: typeof seed === 'number' || typeof seed === 'string' ? String(seed) : null };
}

export const pixels = (value: unknown): number | null => (Number.isInteger(value) ? (value as number) : null);
