import sharp, { type OverlayOptions } from './frugal-sharp';
import { aiMarking } from './ai-marking';
import { lettered } from './lettering';

/** The words in each half. */
interface Words {
  readonly before: string;
  readonly after: string;
}

/** The longest side of one half, in pixels. Telegram shows a photo with at most 2,560 pixels, and two halves lie side by side. */
const LONGEST_SIDE = 1_200;
/** A tiny photo is drawn larger, so that there is something to see, and room for the words. */
const SHORTEST_SIDE = 320;
const GAP = 12;
/**
 * The height of the letters as a share of the whole picture's width: a chat shows it 270 points wide, and letters 12 points high are read
 * without a tap.
 */
const LETTERS = 1 / 22;
/** The height, margin and padding of a half's label, as multiples of the letters' height. */
const LABEL = { height: 1.7, margin: 0.45, padding: 0.6 };

/**
 * Puts a photo before and after its restoration side by side, or one above the other where they are wide, each with its word. Both are drawn
 * in the same size, so that only their sharpness differs.
 */
export async function comparison(before: Buffer, after: Buffer, words: Words): Promise<Buffer> {
  const { width, height } = await sharp(after).metadata();
  const scale = Math.min(LONGEST_SIDE / Math.max(width, height), Math.max(1, SHORTEST_SIDE / Math.min(width, height)));
  const half = { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
  const isWide = half.width > half.height;
  const second = isWide ? { left: 0, top: half.height + GAP } : { left: half.width + GAP, top: 0 };
  const resized = (photo: Buffer) =>
    sharp(photo)
      .resize({ ...half, fit: 'fill', kernel: 'cubic' })
      .toBuffer();
  const letters = Math.round((second.left + half.width) * LETTERS);
  const layers = await Promise.all([
    resized(before).then((input) => [{ input, left: 0, top: 0 }]),
    resized(after).then((input) => [{ input, ...second }]),
    label(words.before, { left: 0, top: 0 }, half, letters),
    label(words.after, second, half, letters),
  ]);
  return sharp({
    create: {
      width: second.left + half.width,
      height: second.top + half.height,
      channels: 3,
      background: '#ffffff',
    },
  })
    .composite(layers.flat())
    .jpeg({ quality: 90 })
    .withXmp(aiMarking('enhanced'))
    .toBuffer();
}

/**
 * A word in the lower left corner of a half, with letters `size` pixels high. A half that is too narrow or too low for the word gets none.
 */
async function label(
  text: string,
  { left, top }: { readonly left: number; readonly top: number },
  half: { readonly width: number; readonly height: number },
  size: number,
): Promise<OverlayOptions[]> {
  const [height, margin, padding] = [LABEL.height, LABEL.margin, LABEL.padding].map((share) =>
    Math.round(share * size),
  ) as [number, number, number];
  const width = Math.round(text.length * size * 0.62) + 2 * padding;
  if (half.width < width + 2 * margin || half.height < height + 2 * margin) return [];
  const at = { left: left + margin, top: top + half.height - height - margin };
  const ground = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" rx="${height / 2}" fill="#000" fill-opacity=".55"/></svg>`,
  );
  const letters = await lettered({
    text,
    x: at.left + width / 2,
    y: at.top + height / 2,
    size,
    colour: '#ffffff',
    weight: 'Bold',
  });
  return [{ input: ground, ...at }, letters];
}
