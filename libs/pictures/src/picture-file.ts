import { createHash } from 'node:crypto';
import { AppError } from '@aisha/domain';
import sharp from './frugal-sharp';
import { aiMarking, type DigitalSource } from './ai-marking';

const FORMATS = new Set(['jpeg', 'png', 'webp']);
const JPEG_QUALITY = 92;

/** A picture as we keep it. */
export interface PictureFile {
  readonly content: Buffer;
  readonly width: number;
  readonly height: number;
  /** The SHA-256 of the content, in hex. */
  readonly sha256: string;
}

/**
 * Decodes the provider's whole file and encodes it again as JPEG, without EXIF and hidden data. Its XMP says what a model did to it.
 * Throws `provider-answer-unreadable`, after which the file is fetched again, for one that is not JPEG, PNG or WebP, is damaged, or has more
 * pixels than `limitInputPixels`, as a decompression bomb has.
 */
export async function pictureFile(
  bytes: Buffer,
  limitInputPixels: number,
  source: DigitalSource = 'drawn',
): Promise<PictureFile> {
  try {
    const picture = sharp(bytes, { limitInputPixels, failOn: 'error', animated: false });
    const { format } = await picture.metadata();
    if (!FORMATS.has(format ?? '')) throw new Error(`format ${format}`);
    const { data, info } = await picture
      .autoOrient()
      .flatten({ background: '#fff' })
      .jpeg({ quality: JPEG_QUALITY, mozjpeg: false })
      .withXmp(aiMarking(source))
      .toBuffer({ resolveWithObject: true });
    const sha256 = createHash('sha256').update(data).digest('hex');
    return { content: data, width: info.width, height: info.height, sha256 };
  } catch (cause) {
    throw new AppError('provider-answer-unreadable', { cause, facts: { problem: 'no-picture' } });
  }
}
