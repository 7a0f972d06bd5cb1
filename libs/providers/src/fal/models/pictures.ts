import { AppError } from '@aisha/domain';
import type { DrawnPicture, DrawnPictures } from '../../ports';
import { isRecord } from '../http/wire';
import { isFile, unreadable } from './model';

/**
 * The pictures of an answer. A picture model answers 200 with images even if some are indecent: an array of equal length says which.
 * Without this array all count as decent.
 */
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

/**
 * The prompt that an editing model gets for a sentence. It also says what stays, because these models redraw the whole picture and keep
 * only what they are told to keep.
 */
export const promptOfChange = (change: string): string =>
  `Edit this picture: ${change.replace(/[.!\s]+$/, '')}. Change nothing else: keep the faces, their features and ages, the pose, the framing and everything that the sentence does not name.`;

/** The one picture of an edit. Throws `result-not-decent` when the model withheld it. */
export function changedPicture(output: unknown): { readonly url: string } {
  const [picture] = drawnPictures(output).pictures;
  if (!picture) throw unreadable('images');
  if (!picture.isDecent) throw new AppError('result-not-decent');
  return { url: picture.url };
}
