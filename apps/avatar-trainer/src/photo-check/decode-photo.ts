import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import type { PhotoFinding } from '@aisha/domain';
import { decodingRoom, MAX_MEGAPIXELS, roomFor } from './decoding-room';
import { decodeHeic } from './heic';

/** A photo, upright and in sRGB, in the forms that the rules and trainers need. */
export interface DecodedPhoto {
  readonly format: string;
  /** Size of the upright original, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Lightness of each pixel of a small copy, 0–255. */
  readonly luma: Uint8Array;
  /** The JPEG we keep. */
  readonly jpeg: Buffer;
}

/** Why the photo cannot be decoded. */
export interface Unreadable {
  readonly finding: PhotoFinding;
  readonly measurements: Readonly<Record<string, unknown>>;
}

/** Decided by the first bytes, before a decoder reads the file: libvips would also read SVG and many other formats. */
const TAKEN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'image/avif']);

const MAX_PIXELS = MAX_MEGAPIXELS * 1_000_000;
/** iPhones take 24 megapixels. Decoding twice that needs 700 MB (measured), the whole memory of the service. */
const MAX_HEIC_PIXELS = 25_000_000;
/** A photo that takes longer is an attack. */
const DECODE_TIMEOUT_SECONDS = 20;
const READING: sharp.SharpOptions = { failOn: 'error', limitInputPixels: MAX_PIXELS, pages: 1 };
/** A trainer works at 1024 px: more is lost, and less costs detail after its crops. */
const KEPT_SIDE_PX = 2_048;
const KEPT_QUALITY = 92;
/** Mean and spread of light do not change with size. */
const LUMA_SIDE_PX = 256;

// No cache: libvips' caches grow with every new size. One core per photo, because several are decoded at a time.
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
  // HEIC holds HEVC; AVIF uses the same box without it.
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
    .rotate() // by EXIF, before any other step
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
