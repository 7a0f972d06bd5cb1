import sharp, { type Sharp } from 'sharp';
import { Random } from '../../drawn-faces/random';
import { n, times } from './stage/svg';
import { firstNamed, words } from './stage/words';

/** How a picture is painted. */
export type Manner = 'watercolour' | 'oil' | 'pencil' | 'comic' | 'monochrome';

const MANNERS: Readonly<Record<Manner, RegExp>> = {
  watercolour: words('watercolou?r|aquarelle', 'акварел'),
  oil: words('oil paint|in oils?|impressionis[mt]|van gogh|painting', 'масл(?:ом|ян)|импрессион|ван гог|живопис'),
  pencil: words(
    'pencil(?: sketch)?|sketch|graphite|line drawing|engraving',
    'карандаш|скетч|набросок|эскиз|гравюр|графит',
  ),
  comic: words('comic|pop ?art|cartoon|manga|anime', 'комикс|поп-арт|мультфильм|манга|аниме'),
  monochrome: words('black[- ]and[- ]white|monochrome|film noir|noir', 'ч[её]рно-бел|монохром|нуар'),
};

/** The words of all manners. */
export const KNOWN_MANNERS: readonly RegExp[] = Object.values(MANNERS);
/** The manner that the prompt asks for. */
export const mannerIn = (prompt: string): Manner | undefined => firstNamed(prompt, MANNERS);

/** Colours of pictures and how they are laid on. */
interface Style {
  /** Mean and deviation of red, green and blue, 0–255. */
  readonly colours: readonly (readonly [mean: number, deviation: number])[];
  readonly manner: Manner;
}

const SIDE = 192;
/** The limits between manners, found with washes, thick strokes, pencil lines and flat prints that we drew: see the spec. */
const GREY_BELOW = 9;
const WASH_ABOVE = 150;
const ROUGH_ABOVE = 11;
const SMOOTH_BELOW = 7;

/** The common style of up to four pictures: their palette, and the stroke that their edges show. */
export const styleOf = async (pictures: readonly Buffer[]): Promise<Style> => {
  const all = await Promise.all(pictures.slice(0, 4).map(measured));
  const mean = (pick: (one: Measured) => number): number => all.reduce((sum, one) => sum + pick(one), 0) / all.length;
  const chroma = mean((one) => one.chroma);
  const lightness = mean((one) => one.lightness);
  const rough = mean((one) => one.rough);
  const manner =
    chroma < GREY_BELOW
      ? 'pencil'
      : lightness > WASH_ABOVE && rough < ROUGH_ABOVE
        ? 'watercolour'
        : rough > SMOOTH_BELOW
          ? 'oil'
          : 'comic';
  return {
    manner,
    colours: [0, 1, 2].map(
      (at) => [mean((one) => one.colours[at]?.[0] ?? 128), mean((one) => one.colours[at]?.[1] ?? 50)] as const,
    ),
  };
};

interface Measured extends Pick<Style, 'colours'> {
  readonly chroma: number;
  readonly lightness: number;
  /** Mean step of lightness from one pixel to the next. */
  readonly rough: number;
}

const measured = async (picture: Buffer): Promise<Measured> => {
  const small = sharp(picture).resize(SIDE, SIDE, { fit: 'cover' }).removeAlpha().toColourspace('srgb');
  const [{ channels }, pixels] = await Promise.all([small.clone().stats(), small.clone().raw().toBuffer()]);
  let chroma = 0;
  let rough = 0;
  let before = 0;
  for (let index = 0; index < pixels.length; index += 3) {
    const [r, g, b] = [pixels[index] ?? 0, pixels[index + 1] ?? 0, pixels[index + 2] ?? 0];
    const grey = (r + g + b) / 3;
    chroma += Math.max(r, g, b) - Math.min(r, g, b);
    rough += index % (SIDE * 3) === 0 ? 0 : Math.abs(grey - before);
    before = grey;
  }
  const count = pixels.length / 3;
  return {
    colours: channels.map(({ mean, stdev }) => [mean, stdev] as const),
    chroma: chroma / count,
    lightness: channels.reduce((sum, { mean }) => sum + mean, 0) / channels.length,
    rough: rough / count,
  };
};

/** How far a colour moves from the picture's own to the learned one. */
const TOWARDS_PALETTE = 0.55;

/** The picture in the palette of the style. */
export const inPaletteOf = async (picture: Buffer, { colours }: Style): Promise<Buffer> => {
  const { channels } = await sharp(picture).stats();
  const steps = channels.slice(0, 3).map(({ mean, stdev }, at) => {
    const [toMean, toStdev] = colours[at] ?? [mean, stdev];
    const full = Math.min(1.8, Math.max(0.4, toStdev / Math.max(stdev, 1)));
    const gain = 1 + (full - 1) * TOWARDS_PALETTE;
    return { gain, offset: mean + (toMean - mean) * TOWARDS_PALETTE - mean * gain };
  });
  return sharp(picture)
    .linear(
      steps.map(({ gain }) => gain),
      steps.map(({ offset }) => offset),
    )
    .png({ compressionLevel: 0 })
    .toBuffer();
};

type Size = { readonly width: number; readonly height: number };

const svg = ({ width, height }: Size, body: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`);
const png = (picture: Sharp): Promise<Buffer> => picture.png({ compressionLevel: 0 }).toBuffer();

/** Dark lines where the colours of a picture change. */
const outlines = (picture: Buffer, strength: number): Promise<Buffer> =>
  png(
    sharp(picture)
      .greyscale()
      .blur(1.1)
      .convolve({ width: 3, height: 3, kernel: [-1, -1, -1, -1, 8, -1, -1, -1, -1] })
      .linear(-strength, 255),
  );

/** Grain of paper, or strokes when one direction is longer. */
const grain = async ({ width, height }: Size, sigma: number, across: number, down = across): Promise<Buffer> =>
  png(
    sharp(
      await png(
        sharp({
          create: {
            width: Math.ceil(width / across),
            height: Math.ceil(height / down),
            channels: 3,
            background: '#808080',
            noise: { type: 'gaussian', mean: 128, sigma },
          },
        }),
      ),
    )
      .greyscale()
      .resize(width, height, { kernel: 'cubic', fit: 'fill' }),
  );

/** Blots of water: paler and darker clouds over a wash. */
const blots = (size: Size, random: Random): Buffer =>
  svg(
    size,
    `<radialGradient id="p"><stop stop-color="#fff" stop-opacity=".34"/><stop offset=".85" stop-color="#fff" stop-opacity=".14"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient><radialGradient id="d"><stop stop-color="#3a4a6a" stop-opacity="0"/><stop offset=".88" stop-color="#3a4a6a" stop-opacity=".03"/><stop offset=".95" stop-color="#3a4a6a" stop-opacity=".08"/><stop offset="1" stop-color="#3a4a6a" stop-opacity="0"/></radialGradient>${times(26, (index) => `<ellipse cx="${n(random.between(0, size.width))}" cy="${n(random.between(0, size.height))}" rx="${n(random.between(0.05, 0.22) * size.width)}" ry="${n(random.between(0.04, 0.16) * size.height)}" fill="url(#${index % 3 ? 'p' : 'd'})"/>`)}`,
  );

/** The white edge of paper, uneven as a brush leaves it. */
const paperEdge = ({ width, height }: Size, random: Random): Buffer => {
  const unit = Math.min(width, height);
  const steps = 26;
  const inset = (): number => unit * random.between(0.02, 0.042);
  const points = [
    ...Array.from({ length: steps }, (_, i) => [(i / steps) * width, inset()]),
    ...Array.from({ length: steps }, (_, i) => [width - inset(), (i / steps) * height]),
    ...Array.from({ length: steps }, (_, i) => [width - (i / steps) * width, height - inset()]),
    ...Array.from({ length: steps }, (_, i) => [inset(), height - (i / steps) * height]),
  ] as [number, number][];
  const within = (value: number, side: number): number => Math.min(Math.max(value, unit * 0.02), side - unit * 0.02);
  const edge = points.map(([x, y]) => [within(x, width), within(y, height)] as const);
  const inner = edge
    .map(([x, y], i) => {
      const [nextX, nextY] = edge[(i + 1) % edge.length] ?? [x, y];
      return `${i ? '' : `M${n(x)} ${n(y)}`}Q${n(x)} ${n(y)} ${n((x + nextX) / 2)} ${n((y + nextY) / 2)}`;
    })
    .join('');
  return svg({ width, height }, `<path fill-rule="evenodd" fill="#fdfaf3" d="M0 0H${width}V${height}H0Z${inner}Z"/>`);
};

const PAINTERS: Readonly<Record<Manner, (picture: Buffer, size: Size, random: Random) => Promise<Sharp>>> = {
  watercolour: async (picture, size, random) => {
    const [edges, paper] = await Promise.all([outlines(picture, 1.5), grain(size, 15, 3)]);
    const wash = await png(
      sharp(picture).median(5).blur(2.2).modulate({ saturation: 0.9, brightness: 1.08 }).linear(0.78, 50),
    );
    return sharp(wash).composite([
      { input: blots(size, random) },
      { input: edges, blend: 'multiply' },
      { input: paper, blend: 'soft-light' },
      { input: paperEdge(size, random) },
    ]);
  },
  oil: async (picture, size) => {
    const canvas = await grain(size, 52, 26, 5);
    return sharp(
      await png(sharp(picture).median(9).modulate({ saturation: 1.2 }).sharpen({ sigma: 2.4, m1: 2, m2: 4 })),
    ).composite([{ input: canvas, blend: 'soft-light' }]);
  },
  pencil: async (picture, size) => {
    const [edges, paper] = await Promise.all([outlines(picture, 4.5), grain(size, 34, 9, 1.6)]);
    return sharp(await png(sharp(picture).greyscale().linear(0.38, 150))).composite([
      { input: edges, blend: 'multiply' },
      { input: paper, blend: 'soft-light' },
    ]);
  },
  comic: async (picture) => {
    const edges = await outlines(picture, 4);
    return sharp(await png(sharp(picture).modulate({ saturation: 1.4 }).linear(1.14, -14))).composite([
      { input: edges, blend: 'multiply' },
    ]);
  },
  monochrome: async (picture, size) =>
    sharp(picture)
      .greyscale()
      .linear(1.15, -16)
      .toColourspace('srgb')
      .composite([{ input: await grain(size, 26, 2), blend: 'soft-light' }]),
};

/** The picture painted again in a manner. */
export const paintedIn = (manner: Manner, picture: Buffer, size: Size, seed: string): Promise<Sharp> =>
  PAINTERS[manner](picture, size, new Random(`${manner} ${seed}`));
