import sharp from 'sharp';

/** The colour of a smear; no drawn scene has as much of it. */
const SMEAR = '#ff00ff';
/** A smear covers a quarter of the picture and more; neon signs cover less than this share. */
const LEAST_SHARE = 0.1;
/** A smear that covers more than this share covers the whole picture; a smear of half a face covers less. */
const MOST_SHARE = 0.9;
/** The side of the copy that is read, in pixels: compression leaves the smear's colour in its middle. */
const SCAN = 32;

/** Makes a picture visibly broken: half the face is under a smear, or the whole picture. */
export const smeared = (
  picture: Buffer,
  { width, height }: { width: number; height: number },
  extent: 'half' | 'whole' = 'half',
): Promise<Buffer> => {
  const [x, y] = [width / 100, height / 100];
  const wave = `M${8 * x} ${30 * y} Q${30 * x} ${12 * y} ${52 * x} ${28 * y} T${94 * x} ${26 * y}
    L${88 * x} ${62 * y} Q${66 * x} ${74 * y} ${48 * x} ${58 * y} T${12 * x} ${64 * y} Z`;
  const everything = `M0 0 H${width} V${height} H0 Z`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path d="${extent === 'whole' ? everything : wave}" fill="${SMEAR}"/></svg>`;
  return sharp(picture)
    .composite([{ input: Buffer.from(svg) }])
    .png({ compressionLevel: 1 })
    .toBuffer();
};

/** How much of a picture is under a smear, even when the picture was resized and compressed; null for a sound picture. */
export const smearOf = async (picture: Buffer): Promise<'half' | 'whole' | null> => {
  const pixels = await sharp(picture)
    .flatten()
    .toColourspace('srgb')
    .resize(SCAN, SCAN, { fit: 'fill' })
    .raw()
    .toBuffer();
  let count = 0;
  for (let at = 0; at < pixels.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]];
    if (red > 215 && green < 70 && blue > 215) count += 1;
  }
  const share = count / (SCAN * SCAN);
  if (share > MOST_SHARE) return 'whole';
  return share > LEAST_SHARE ? 'half' : null;
};
