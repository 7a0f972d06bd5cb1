/** The facts about a picture in the header of its file. */
export interface PictureHeader {
  /** The format as sharp names it; `heic` for HEVC in a HEIF box. */
  readonly format: string;
  /** The width in pixels, as stored. */
  readonly width: number;
  readonly height: number;
  /** The sides of the upright picture. */
  readonly upright: { readonly width: number; readonly height: number };
  /** Whether the decoder keeps the whole picture: it is progressive, interlaced, or a JPEG in several scans. */
  readonly isProgressive: boolean;
}

/**
 * Bytes of memory for each pixel while a photo is decoded and made small: the larger value of 25 and of 59 megapixels
 * (measured with libvips 8.17; libheif for `heic`). Files of a few kilobytes can need this much.
 */
const BYTES_PER_PIXEL: Readonly<Record<string, { readonly whole: number; readonly inRows?: number }>> = {
  jpeg: { inRows: 2, whole: 8 },
  png: { inRows: 3.5, whole: 10.5 },
  webp: { whole: 3 },
  heic: { whole: 15 },
  heif: { whole: 19.2 }, // AVIF
};
const UNKNOWN_BYTES_PER_PIXEL = 20;

/** 500 MB: 60 megapixels of a camera's JPEG, 33 of HEIC, 26 of AVIF. Every phone's photo fits. */
export const DECODED_AT_MOST_MB = 500;

/** 100 MB: 50 megapixels of a camera's JPEG, 12 of a progressive one. */
export const ORDINARY_MB = 100;

/** 60 megapixels: more than every phone camera we know. */
const MAX_PIXELS = 60_000_000;

/**
 * Megabytes that decoding the whole picture takes; undefined for a picture of more pixels or megabytes than we decode.
 */
export function decodedSizeMb({ format, width, height, isProgressive }: PictureHeader): number | undefined {
  const pixels = width * height;
  const { whole, inRows = whole } = BYTES_PER_PIXEL[format] ?? { whole: UNKNOWN_BYTES_PER_PIXEL };
  const size = Math.ceil((pixels * (isProgressive ? whole : inRows)) / 1_000_000);
  return pixels > MAX_PIXELS || size > DECODED_AT_MOST_MB ? undefined : size;
}

/** The most pixels of a format: when decoded row by row, and when decoded as a whole. */
export type MostPixels = Readonly<Record<string, { readonly inRows: number; readonly whole: number }>>;

/** The sizes that are decoded as soon as the header is read. */
export const ORDINARY_PIXELS: MostPixels = Object.fromEntries(
  Object.entries(BYTES_PER_PIXEL).map(([format, { whole, inRows = whole }]) => [
    format,
    { inRows: Math.floor((ORDINARY_MB * 1_000_000) / inRows), whole: Math.floor((ORDINARY_MB * 1_000_000) / whole) },
  ]),
);
