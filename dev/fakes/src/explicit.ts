import sharp from 'sharp';

/**
 * The colours of a grid of eight by eight, as RGB. A person sees blots; nsfwjs' MobileNetV2, with whose help we found them, calls them 0.98
 * explicit.
 */
const GRID = Buffer.from(
  [
    'xK6w////s3Iz+7ydkW1b////lnhp8dGoNA0A2YeR/+rvmUx74ue35d/WtWRXzLOWz51uOSkZ/cTu7M13e2I5/9fgv3V6iImK/9KU',
    'e4Qqo28i/cmUjYV0zHWV7rK/ilsd1L2WmHUpum5FOj0I1J+E+7yc06a1sndh3MGqrrJu2MygnJ5UVCoAmHRQn1xIllKGWE0F/8Ki',
    'YllXt2Fdt7uy////0p2DpF0aAAAAmGNK27OXDxYA/+Hg/+CpWVkl/+TP',
  ].join(''),
  'base64',
);
const SIDE = 8;

/**
 * Two pictures differ when the mean difference of their colour channels, out of 255, is larger than this. Compression and resizing change a
 * channel only by a few.
 */
const FARTHEST_MEAN = 24;

/** A picture that models find explicit; a person sees blots of colour. */
export const explicitPicture = ({ width, height }: { width: number; height: number }): sharp.Sharp =>
  sharp(GRID, { raw: { width: SIDE, height: SIDE, channels: 3 } }).resize(width, height, {
    fit: 'fill',
    kernel: 'cubic',
  });

/** The grid that `isExplicit` looks for: `explicitPicture`, reduced in the same way as the picture that is compared with it. */
let known: Promise<Buffer> | undefined;

/** Whether a picture is one of `explicitPicture`, however it was resized and compressed since. */
export const isExplicit = async (picture: Buffer): Promise<boolean> => {
  known ??= explicitPicture({ width: 256, height: 256 }).png().toBuffer().then(gridOf);
  const [asked, explicit] = await Promise.all([gridOf(picture), known]);
  const distance = explicit.reduce((sum, value, at) => sum + Math.abs(value - (asked[at] ?? 0)), 0);
  return distance / explicit.length < FARTHEST_MEAN;
};

const gridOf = (picture: Buffer): Promise<Buffer> =>
  sharp(picture).flatten().toColourspace('srgb').resize(SIDE, SIDE, { fit: 'fill' }).raw().toBuffer();
