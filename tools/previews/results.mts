/**
 * `npm run results` draws the sheet with which the README and the site begin, in each language: one selfie, and twelve pictures that the
 * sandbox's painter makes of it, each with the words that a person types for it. Run it again when the painter has changed. `-- --out
 * <folder>` writes it elsewhere.
 */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { composePicture } from '@aisha/fakes/fal/pictures';
import { optionsOf } from '../options/options.mts';
import type { StoryLanguage } from '../story/words.mts';

const { values } = optionsOf(import.meta.filename, { options: { out: { type: 'string' } } });
const FOLDER = path.resolve(values.out ?? path.join(import.meta.dirname, '../../docs/pictures'));
/** The most bytes of a sheet, so that the README's first screen is there at once. */
const AT_MOST_BYTES = 600_000;
const QUALITY = 82;

/** The seed of the drawn face, which is the face of the story's Anna. */
const FACE = 7;
const TILE = { width: 230, height: 306 };
const GAP = 14;
const COLUMNS = 6;
const SELFIE = { width: 400, height: 2 * TILE.height + GAP };
/** Pictures are drawn larger than shown, so that lines are fine. */
const DRAWN = 2;
/** The share of a picture's height that is kept: below it are the painter's signature and the mark by which it knows a drawn face. */
const UNSIGNED = 0.94;

interface Idea {
  /** What the painter draws; in English, as prompts are. */
  readonly prompt: string;
  readonly seed: number;
  readonly says: Readonly<Record<StoryLanguage, string>>;
}

const SELFIE_SAYS: Readonly<Record<StoryLanguage, string>> = { en: 'one selfie', ru: 'одно селфи' };

const IDEAS: readonly Idea[] = [
  { prompt: 'in Paris by the Eiffel Tower', seed: 8, says: { en: 'in Paris', ru: 'в Париже' } },
  { prompt: 'in a spacesuit on the moon', seed: 9, says: { en: 'on the Moon', ru: 'на Луне' } },
  { prompt: 'reading in a cafe by the window', seed: 14, says: { en: 'in a café', ru: 'в кафе' } },
  { prompt: 'skiing in the mountains in snow', seed: 12, says: { en: 'on skis', ru: 'на лыжах' } },
  {
    prompt: 'diving underwater with a mask among coral reefs and fish',
    seed: 41,
    says: { en: 'under the sea', ru: 'под водой' },
  },
  { prompt: 'in a business suit in an office', seed: 22, says: { en: 'at the office', ru: 'в офисе' } },
  { prompt: 'at sunset by the sea', seed: 7, says: { en: 'sea at sunset', ru: 'закат на море' } },
  { prompt: 'in New York in the rain with an umbrella', seed: 23, says: { en: 'in the rain', ru: 'под дождём' } },
  { prompt: 'as a wizard by a castle at night', seed: 46, says: { en: 'as a wizard', ru: 'волшебница' } },
  { prompt: 'in a hot air balloon in the sky', seed: 27, says: { en: 'in a balloon', ru: 'на шаре' } },
  { prompt: 'in a cowboy hat in the desert', seed: 15, says: { en: 'wild west', ru: 'дикий запад' } },
  { prompt: 'as a chef in a kitchen', seed: 30, says: { en: 'as a chef', ru: 'шеф-повар' } },
];

/** A picture with round corners, and words at its lower edge. */
const tile = async (picture: Buffer, says: string, { width, height }: typeof TILE): Promise<Buffer> => {
  const svg = (content: string): Buffer =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`);
  const words = `<defs><linearGradient id="shade" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#140b2a" stop-opacity="0"/><stop offset="1" stop-color="#140b2a" stop-opacity=".82"/></linearGradient></defs>
    <rect y="${height - 66}" width="${width}" height="66" fill="url(#shade)"/>
    <text x="${width / 2}" y="${height - 18}" font-family="DejaVu Sans, Helvetica, Arial, sans-serif" font-size="25" font-weight="700" fill="#fff" text-anchor="middle">${says}</text>`;
  const mask = svg(`<rect width="${width}" height="${height}" rx="18"/>`);
  const worded = await sharp(picture)
    .resize({ width, height, fit: 'cover', position: 'top' })
    .composite([{ input: svg(words) }])
    .png()
    .toBuffer();
  return sharp(worded)
    .ensureAlpha()
    .composite([{ input: mask, blend: 'dest-in' }])
    .png()
    .toBuffer();
};

const unsigned = async (picture: Buffer): Promise<Buffer> => {
  const { width, height } = await sharp(picture).metadata();
  return sharp(picture)
    .extract({ left: 0, top: 0, width, height: Math.round(height * UNSIGNED) })
    .png()
    .toBuffer();
};

const [selfie] = await drawnSelfies(FACE, 1);
const pictures = await Promise.all(
  IDEAS.map(async ({ prompt, seed }) => {
    const size = { width: TILE.width * DRAWN, height: Math.round((TILE.height * DRAWN) / UNSIGNED) };
    const order = {
      prompt: `portrait of a woman, ${prompt}`,
      photos: [selfie!],
      seed: String(seed),
      index: 0,
      ...size,
    };
    return unsigned(await (await composePicture(order)).png().toBuffer());
  }),
);
const face = await unsigned(selfie!);

await mkdir(FOLDER, { recursive: true });
for (const language of ['en', 'ru'] as const) {
  const file = path.join(FOLDER, `results-${language}.webp`);
  const tiles = await Promise.all(pictures.map((picture, at) => tile(picture, IDEAS[at]!.says[language], TILE)));
  await sharp({
    create: {
      width: SELFIE.width + COLUMNS * (TILE.width + GAP),
      height: SELFIE.height,
      channels: 4,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    },
  })
    .composite([
      { input: await tile(face, SELFIE_SAYS[language], SELFIE), left: 0, top: 0 },
      ...tiles.map((input, at) => ({
        input,
        left: SELFIE.width + GAP + (at % COLUMNS) * (TILE.width + GAP),
        top: Math.floor(at / COLUMNS) * (TILE.height + GAP),
      })),
    ])
    .webp({ quality: QUALITY })
    .toFile(file);
  const { size } = await stat(file);
  process.stdout.write(`${path.relative(process.cwd(), file)}: ${Math.round(size / 1024)} KiB\n`);
  if (size > AT_MOST_BYTES) throw new Error(`${file} is larger than ${AT_MOST_BYTES} bytes.`);
}
