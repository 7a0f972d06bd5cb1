/**
 * Redraws the previews of the looks: a preview for each look, a sheet of numbered previews for each group, one sheet of the groups, and the
 * six results that the greeting shows.
 *
 *   npm run previews -- [<look> …] [first-results]                with the sandbox's painter, into the repository
 *   npm run previews -- --real <photos> --to <folder> [<look> …]  at FAL (FAL_API_KEY), from a folder with three or more photos of a
 *                                                                 person who agreed; the cost is told and asked before. The bot shows
 *                                                                 the folder's pictures when PICTURES_FOLDER names it; the
 *                                                                 folder's own first-results.jpg stays as it is.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { FIRST_LOOKS, LOOK_GROUPS, LOOKS, type Look } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { composePicture } from '@aisha/fakes/fal/pictures';
import { realPreviews } from './real.mts';
import { sceneOf } from './scene-of.ts';
import { optionsOf } from '../options/options.mts';

const PICTURES = path.resolve(import.meta.dirname, '../../apps/bot-gateway/src/pictures');
/** The most bytes of a file: the previews lie in the repository, and go to Telegram with each screen that shows them. */
const MAX_BYTES = { preview: 25_000, sheet: 60_000 };
const QUALITIES = [84, 78, 72, 66, 60, 52, 44];

/** The longer side of a preview, in pixels. A phone shows a photo about 400 points wide. */
const LONG_SIDE = 640;
const TILE = { width: 192, height: 256 };
const GAP = 6;
/** The share of a picture's height that is kept, from the top: in the rest the painter signs its samples. */
const UNSIGNED = 0.95;

const jpeg = async (picture: Sharp, name: string, maxBytes: number): Promise<void> => {
  const flat = await picture.png().toBuffer();
  for (const quality of QUALITIES) {
    const bytes = await sharp(flat).jpeg({ quality, mozjpeg: true }).toBuffer();
    if (bytes.length > maxBytes) continue;
    await writeFile(path.join(folder, `${name}.jpg`), bytes);
    return;
  }
  throw new Error(`${name}: larger than ${maxBytes} bytes at the lowest quality`);
};

/** The size of a preview in a ratio. */
const sizeOf = (ratio: string): { width: number; height: number } => {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  const scale = LONG_SIDE / Math.max(across, down);
  return { width: Math.round(across * scale), height: Math.round(down * scale) };
};

const draw = async (look: Look, index: number, ratio: string, photos: readonly Buffer[] = []): Promise<Buffer> => {
  const { width, height } = sizeOf(ratio);
  const prompt = sceneOf(look, index);
  const order = { prompt, photos, seed: seedOf(look), index: 0, width, height: Math.round(height / UNSIGNED) };
  const drawn = await (await composePicture(order)).png().toBuffer();
  return sharp(drawn).extract({ left: 0, top: 0, width, height }).png().toBuffer();
};

/**
 * The preview of a look in a ratio. A run at FAL takes FAL's new picture, or else the preview that the folder has, and cuts it to the
 * ratio. The painter draws the others.
 */
const previewOf = async (look: Look, index: number, ratio: string): Promise<Buffer> => {
  const kept = (): Promise<Buffer | undefined> =>
    readFile(path.join(folder, `look-${look.id}.jpg`)).catch(() => undefined);
  const picture = atFal ? (atFal.previews.get(look.id) ?? (await kept())) : undefined;
  if (!picture) return draw(look, index, ratio);
  return sharp(picture)
    .resize({ ...sizeOf(ratio), fit: 'cover', position: 'attention' })
    .png()
    .toBuffer();
};

const seedOf = ({ id }: Look): string => Buffer.from(id).readUIntBE(0, Math.min(4, id.length)).toString();

const sheet = async (
  tiles: readonly Buffer[],
  columns: number,
  { isNumbered = false, tile = TILE } = {},
): Promise<Sharp> => {
  const rows = Math.ceil(tiles.length / columns);
  const at = (place: number) => ({
    left: GAP + (place % columns) * (tile.width + GAP),
    top: GAP + Math.floor(place / columns) * (tile.height + GAP),
  });
  const canvas = sharp({
    create: {
      width: GAP + columns * (tile.width + GAP),
      height: GAP + rows * (tile.height + GAP),
      channels: 3,
      background: '#fff',
    },
  });
  const layers = await Promise.all(
    tiles.map(async (drawn, place) => ({ input: await sharp(drawn).resize(tile).png().toBuffer(), ...at(place) })),
  );
  const numbers = isNumbered
    ? tiles.map((_, place) => ({ input: badge(place + 1), left: at(place).left + 8, top: at(place).top + 8 }))
    : [];
  return canvas.composite([...layers, ...numbers]);
};

const badge = (number: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18" fill="#fff" fill-opacity=".92"/><text x="20" y="28" font-family="DejaVu Sans, Helvetica, Arial, sans-serif" font-size="23" font-weight="700" fill="#1d1238" text-anchor="middle">${number}</text></svg>`,
  );

/** The name of the picture with six results, as the greeting knows it. */
const FIRST_RESULTS = 'first-results';

const { values, positionals: asked } = optionsOf(import.meta.filename, {
  allowPositionals: true,
  options: { real: { type: 'string' }, to: { type: 'string' } },
});
const unknown = asked.filter((id) => id !== FIRST_RESULTS && !LOOKS.some((look) => look.id === id));
if (unknown.length > 0) throw new Error(`no such look: ${unknown.join(', ')}`);

if (values.real !== undefined && values.to === undefined)
  throw new Error('--to <folder>: the repository keeps drawn previews only');
if (values.real !== undefined && asked.includes(FIRST_RESULTS))
  throw new Error(`${FIRST_RESULTS} is the painter’s and is drawn without --real`);

const folder = values.real === undefined ? PICTURES : path.resolve(values.to!);
const askedLooks = LOOKS.filter(({ id }) => asked.length === 0 || asked.includes(id));
const atFal = values.real === undefined ? undefined : await realPreviews(values.real, askedLooks);
if (atFal && atFal.failed.length > 0)
  process.stderr.write(`not drawn, their previews stay as they are: ${atFal.failed.join(', ')}\n`);
if (atFal?.previews.size === 0) process.exit(atFal.failed.length > 0 ? 1 : 0);

await mkdir(folder, { recursive: true });
const covers: Buffer[] = [];
for (const group of LOOK_GROUPS) {
  const looks = LOOKS.filter((look) => look.group === group);
  const isAsked = asked.length === 0 || looks.some(({ id }) => asked.includes(id));
  const tiles: Buffer[] = [];
  for (const [index, look] of looks.entries()) {
    if (isAsked || index === 0) tiles.push(await previewOf(look, index, '3:4'));
    if (asked.length > 0 && !asked.includes(look.id)) continue;
    await jpeg(sharp(await previewOf(look, index, look.aspectRatio)), `look-${look.id}`, MAX_BYTES.preview);
  }
  covers.push(...tiles.slice(0, 1));
  if (isAsked) await jpeg(await sheet(tiles, 4, { isNumbered: true }), `looks-${group}`, MAX_BYTES.sheet);
}
await jpeg(await sheet(covers, 3), 'looks', MAX_BYTES.sheet);

/** The looks that the greeting shows, all of one person: those of the first pictures, and three in distant places and times. */
const RESULTS = [...FIRST_LOOKS, ...['odyssey', 'tokyo', 'western'].map((id) => LOOKS.find((look) => look.id === id)!)];
/** The size to which each picture in the greeting is cut, in pixels, so that the greeting and its buttons fit on a phone's screen. */
const FACE = { width: 256, height: 184 };
/** The person whose selfie the painter draws from. */
const MODEL = 1;

if (!atFal && (asked.length === 0 || asked.includes(FIRST_RESULTS))) {
  const selfies = await drawnSelfies(MODEL, 1);
  const tiles = [];
  for (const look of RESULTS) tiles.push(await draw(look, 0, '3:4', selfies));
  await jpeg(await sheet(tiles, 3, { tile: FACE }), FIRST_RESULTS, MAX_BYTES.sheet);
}
