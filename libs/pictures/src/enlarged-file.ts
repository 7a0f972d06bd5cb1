import { AppError } from '@aisha/domain';
import type { DigitalSource } from './ai-marking';
import { pictureFile, type PictureFile } from './picture-file';

/**
 * A result may have this many times more or fewer pixels than were asked for: a model may round the sides. A decompression bomb has far more,
 * and a picture that the model did not enlarge as asked has far fewer.
 */
const PIXELS_MARGIN = 1.2;

/**
 * Encodes the file of a model that had to make a picture `factor` times as wide and high. Throws `provider-failed` for a picture with far
 * fewer pixels than were asked for, and what `pictureFile` throws.
 */
export async function enlargedFile(
  made: Buffer,
  { width, height }: { readonly width: number; readonly height: number },
  factor: number,
  source: DigitalSource,
): Promise<PictureFile> {
  const asked = width * height * factor ** 2;
  const picture = await pictureFile(made, Math.floor(asked * PIXELS_MARGIN), source);
  if (picture.width * picture.height * PIXELS_MARGIN < asked) {
    throw new AppError('provider-failed', { facts: { errorType: 'not-enlarged' } });
  }
  return picture;
}
