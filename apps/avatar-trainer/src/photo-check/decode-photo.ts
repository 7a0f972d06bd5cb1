import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import type { PhotoFinding } from '@aisha/domain';
import { decodingRoom, MAX_MEGAPIXELS, roomFor } from './decoding-room';
import { decodeHeic } from './heic';

/** A photo upright and in sRGB, in the forms the rules and the trainers want. */
export interface DecodedPhoto {
  readonly format: string;
  /** Of the upright photo as it came, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Lightness of each pixel of a small copy, 0–255. */
  readonly luma: Uint8Array;
  /** What is kept. */
  readonly jpeg: Buffer;
}

/** Why there is nothing to look at. */
export interface Unreadable {
  readonly finding: PhotoFinding;
  readonly measurements: Readonly<Record<string, unknown>>;
}

/** Decided by the first bytes, before any decoder sees the file; libvips would read SVG and much else besides. */
const TAKEN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/avif']);

const MAX_PIXELS = MAX_MEGAPIXELS * 1_000_000;
/** iPhones take 24 megapixels; twice that would need 700 MB to decode (measured), as much as the service may have. */
const MAX_HEIC_PIXELS = 25_000_000;
/** A photo that takes longer was made to. */
const DECODE_TIMEOUT_SECONDS = 20;
const READING: sharp.SharpOptions = { failOn: 'error', limitInputPixels: MAX_PIXELS, pages: 1 };
/** More does not reach a trainer that works at 1024 px, less costs detail after its crops. */
const KEPT_SIDE_PX = 2_048;
const KEPT_QUALITY = 92;
/** Mean and spread of light do not change with size. */
const LUMA_SIDE_PX = 256;

// No memory of earlier photos: libvips' caches grow with every size it has seen. A photo takes one core; several are decoded at a time.
sharp.cache(false);
sharp.concurrency(1);

export async function decodePhoto(file: Buffer): Promise<DecodedPhoto | Unreadable> {
  const type = await fileTypeFromBuffer(file).catch(() => undefined);
  const found = { type: type?.mime ?? null };
  if (!type || !TAKEN.has(type.mime)) {
    const finding = type?.mime.startsWith('image/') ? 'format-not-taken' : 'not-a-photo';
    return { finding, measurements: found };
  }
  const header = await sharp(file, { limitInputPixels: false, pages: 1 })
    .metadata()
    .catch(() => undefined);
  if (!header) return { finding: 'damaged', measurements: found };
  // HEIC is packed in HEVC, AVIF in the same box is not.
  const isHeic = header.compression === 'hevc';
  const pixels = header.width * header.height;
  if (pixels > (isHeic ? MAX_HEIC_PIXELS : MAX_PIXELS)) {
    return { finding: 'too-many-pixels', measurements: { ...found, width: header.width, height: header.height } };
  }
  const forms = async () => inOurForms(isHeic ? await heicPicture(file) : sharp(file, READING));
  try {
    const made = await decodingRoom.runExclusive(forms, roomFor(pixels, isHeic));
    return { format: isHeic ? 'heic' : header.format, ...header.autoOrient, ...made };
  } catch {
    return { finding: 'damaged', measurements: found };
  }
}

const heicPicture = async (file: Buffer): Promise<sharp.Sharp> => {
  const { data, width, height } = await decodeHeic(file, DECODE_TIMEOUT_SECONDS * 1_000);
  return sharp(data, { raw: { width, height, channels: 4 } });
};

async function inOurForms(picture: sharp.Sharp): Promise<Pick<DecodedPhoto, 'jpeg' | 'luma'>> {
  const upright = picture
    .rotate() // by EXIF, before everything else
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .timeout({ seconds: DECODE_TIMEOUT_SECONDS });
  const jpeg = await upright
    .clone()
    .resize(KEPT_SIDE_PX, KEPT_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: KEPT_QUALITY })
    .toBuffer();
  const luma = await sharp(jpeg).resize(LUMA_SIDE_PX, LUMA_SIDE_PX, { fit: 'inside' }).greyscale().raw().toBuffer();
  return { luma: new Uint8Array(luma), jpeg };
}
