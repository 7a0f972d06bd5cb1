import { AppError } from '@aisha/domain';
import type { DigitalSource } from './ai-marking';
import { pictureFile, type PictureFile } from './picture-file';

/** The result may round its sides up, and must not be a decompression bomb. */
const PIXELS_MARGIN = 1.2;

/**
 * The file of a model that had to make a picture this many times as wide and high. Throws `provider-failed` when the
 * file is no such picture.
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
