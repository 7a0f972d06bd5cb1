import sharp from './frugal-sharp';

/** The longest side of a copy, in pixels: enough to see what a picture shows, with a tenth of its bytes. */
const LONGEST_SIDE = 768;
/**
 * Huffman codes fitted to each picture would double the time of encoding and save only a twentieth of the bytes (measured), and the copy is
 * sent only once.
 */
const JPEG = { quality: 80, optimiseCoding: false };

/**
 * A picture that is small enough for models to look at, decoded once for all of them, because decoding takes longer than the models need to
 * look.
 */
export class SmallCopy {
  private constructor(
    private readonly pixels: Buffer,
    private readonly raw: sharp.CreateRaw,
  ) {}

  static async of(picture: Buffer): Promise<SmallCopy> {
    const { data, info } = await sharp(picture)
      .flatten()
      .toColourspace('srgb')
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return new SmallCopy(data, { width: info.width, height: info.height, channels: info.channels });
  }

  /** The copy as JPEG, with no side longer than `longestSide`. */
  jpeg(longestSide = LONGEST_SIDE): Promise<Buffer> {
    return this.decoded()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .jpeg(JPEG)
      .toBuffer();
  }

  /** The pixels of the whole copy as a square, in RGB. */
  square(side: number): Promise<Buffer> {
    return this.decoded().toColourspace('srgb').resize(side, side, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  }

  private decoded(): sharp.Sharp {
    return sharp(this.pixels, { raw: this.raw });
  }
}
