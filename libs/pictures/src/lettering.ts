import path from 'node:path';
import sharp, { type OverlayOptions } from './frugal-sharp';

/** The folder of our font: Manrope has Cyrillic and arrows, and a Debian image has no font at all. */
const FONTS = path.dirname(require.resolve('@expo-google-fonts/manrope/package.json'));
const WEIGHTS = {
  Medium: path.join(FONTS, '500Medium/Manrope_500Medium.ttf'),
  Bold: path.join(FONTS, '700Bold/Manrope_700Bold.ttf'),
} as const;

export interface Lettering {
  readonly text: string;
  /** The x of the text's middle, or of its left or right end, in pixels of the picture. */
  readonly x: number;
  /** The y of the middle of the text's line, in pixels of the picture. */
  readonly y: number;
  readonly align?: 'left' | 'middle' | 'right';
  /** The height of the letters, in pixels. */
  readonly size: number;
  readonly colour: string;
  readonly weight?: keyof typeof WEIGHTS;
}

/**
 * An almost invisible letter that is as tall as any other. sharp cuts a text to its ink, so without this letter «прямо» would stand lower
 * than «Лицо».
 */
const STRUT = '<span alpha="1%">|</span>';

/** A piece of text as a layer of a picture. */
export async function lettered(lettering: Lettering): Promise<OverlayOptions> {
  const { text, x, y, align = 'middle', size, colour, weight = 'Medium' } = lettering;
  const { data, info } = await sharp({
    text: {
      text: `${align === 'left' ? '' : STRUT}<span foreground="${colour}">${text}</span>${align === 'right' ? '' : STRUT}`,
      font: `Manrope ${weight} ${size}`,
      fontfile: WEIGHTS[weight],
      rgba: true,
      dpi: 72, // a point is a pixel
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  const shift = { left: 0, middle: info.width / 2, right: info.width }[align];
  return { input: data, left: Math.round(x - shift), top: Math.round(y - info.height / 2) };
}
