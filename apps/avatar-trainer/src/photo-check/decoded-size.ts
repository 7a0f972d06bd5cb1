/** The facts in the header of a picture's file. */
export interface PictureHeader {
  /** The format as sharp names it; `heic` for HEVC in a HEIF box. */
  readonly format: string;
  /** The width in pixels, as stored, before the picture is turned upright. */
  readonly width: number;
  readonly height: number;
  /** The sides of the upright picture. */
  readonly upright: { readonly width: number; readonly height: number };
  /**
   * Whether the decoder keeps the whole picture in memory: it does for a progressive or interlaced picture, and for a JPEG in several
   * scans.
   */
  readonly isProgressive: boolean;
}

/**
 * How many bytes of memory each pixel takes while a photo is decoded and made small: the larger of the values measured at 25 and at 59
 * megapixels (with libvips 8.17; with libheif for `heic`). A file of a few kilobytes can have enough pixels to reach the limits below.
 */
const BYTES_PER_PIXEL: Readonly<Record<string, { readonly whole: number; readonly inRows?: number }>> = {
  jpeg: { inRows: 2, whole: 8 },
  png: { inRows: 3.5, whole: 10.5 },
  webp: { whole: 3 },
  heic: { whole: 15 },
  heif: { whole: 19.2 }, // AVIF
};
const UNKNOWN_BYTES_PER_PIXEL = 20;

/**
 * The most memory that one photo may take. 500 MB are enough to decode 60 megapixels of a camera's JPEG, 33 of HEIC or 26 of AVIF: every
 * phone's photo fits.
 */
export const DECODED_AT_MOST_MB = 500;

/**
 * The most memory that a photo may take to be decoded without waiting for its turn. 100 MB are enough for 50 megapixels of a camera's JPEG,
 * or for 12 of a progressive one.
 */
const ORDINARY_MB = 100;

/** The most pixels that are decoded: 60 megapixels are more than any phone camera we know takes. */
const MAX_PIXELS = 60_000_000;

/** How many megabytes the decoding of a picture takes. Undefined for a picture with more pixels or megabytes than we decode. */
export function decodedSizeMb({ format, width, height, isProgressive }: PictureHeader): number | undefined {
  const pixels = width * height;
  const { whole, inRows = whole } = BYTES_PER_PIXEL[format] ?? { whole: UNKNOWN_BYTES_PER_PIXEL };
  const size = Math.ceil((pixels * (isProgressive ? whole : inRows)) / 1_000_000);
  return pixels > MAX_PIXELS || size > DECODED_AT_MOST_MB ? undefined : size;
}

/** The most pixels of each format: `inRows` for a picture decoded row by row, `whole` for one decoded as a whole. */
type MostPixels = Readonly<Record<string, { readonly inRows: number; readonly whole: number }>>;

/** The sizes up to which a photo is decoded as soon as its header is read. */
export const ORDINARY_PIXELS: MostPixels = Object.fromEntries(
  Object.entries(BYTES_PER_PIXEL).map(([format, { whole, inRows = whole }]) => [
    format,
    { inRows: Math.floor((ORDINARY_MB * 1_000_000) / inRows), whole: Math.floor((ORDINARY_MB * 1_000_000) / whole) },
  ]),
);
