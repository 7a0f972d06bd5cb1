import { AppError } from '@aisha/domain';
import type { DigitalSource } from './ai-marking';
import { pictureFile, type PictureFile } from './picture-file';

/**
 * A result may have up to this many times the pixels that were asked for: a model may round the sides up, but a decompression bomb has far
 * more.
 */
const PIXELS_MARGIN = 1.2;

/**
 * Encodes the file of a model that had to make a picture `factor` times as wide and high. Throws `provider-failed` when the file is no
 * picture, or has far more pixels than were asked for.
 */
export async function enlargedFile(
  made: Buffer,
  { width, height }: { readonly width: number; readonly height: number },
  factor: number,
  source: DigitalSource,
): Promise<PictureFile> {
  const picture = await pictureFile(made, Math.floor(width * height * factor ** 2 * PIXELS_MARGIN), source);
  if (!picture) throw new AppError('provider-failed', { facts: { errorType: 'not-a-picture' } });
  return picture;
}
