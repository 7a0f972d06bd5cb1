import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { type Mood, moodOf } from './mood';
import { Random } from './random';
import { drawScene } from './scene';

export interface PictureOrder {
  readonly prompt: string;
  /** Photographs of the person; none gives a place without people. */
  readonly photos: readonly Buffer[];
  /** Decimal digits, any length. */
  readonly seed: string;
  /** Which of several pictures of one request. */
  readonly index: number;
  /** Pixels, exact. */
  readonly width: number;
  readonly height: number;
  /** Said on the picture, in small letters. */
  readonly note?: string;
}

/** Larger pictures are composed at this size and enlarged: effort grows with pixels. */
const WORKING_PIXELS = 1_200_000;

/** A poster of the person in the place the prompt speaks of, the same for the same order, marked as a sample. */
export const composePicture = async (order: PictureOrder): Promise<Sharp> => {
  const random = new Random(`${order.seed}\n${order.prompt}\n${order.index}`);
  const factor = Math.min(1, Math.sqrt(WORKING_PIXELS / (order.width * order.height)));
  const frame = {
    width: Math.max(64, Math.round(order.width * factor)),
    height: Math.max(64, Math.round(order.height * factor)),
  };
  const mood = moodOf(order.prompt, random);
  const scene = Buffer.from(drawScene(mood, frame, random));
  const photo = order.photos[Math.floor(random.next() * order.photos.length)];
  const person = photo ? await LAYOUTS[random.pick(LAYOUT_NAMES)](photo, mood, frame, random) : [];
  const finish = Buffer.from(drawFinish(order, mood, frame));
  const composed = await sharp(scene)
    .composite([...person, { input: finish }])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(composed).resize(order.width, order.height, { fit: 'fill', kernel: 'lanczos3' });
};

interface Frame {
  readonly width: number;
  readonly height: number;
}
type Layout = (photo: Buffer, mood: Mood, frame: Frame, random: Random) => Promise<OverlayOptions[]>;

/** The photograph in the scene's light. */
const graded = (photo: Buffer, mood: Mood, { width, height }: Frame, random: Random): Promise<Buffer> => {
  const tint = svg(
    { width, height },
    `<defs><linearGradient id="g" x1="${random.pick([0, 1])}" x2="${random.pick([0, 1])}" y2="1"><stop stop-color="${mood.light}" stop-opacity=".55"/><stop offset="1" stop-color="${mood.ground[1]}" stop-opacity="${mood.isNight ? 0.45 : 0.65}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>`,
  );
  return sharp(photo)
    .resize(width, height, { fit: 'cover', position: sharp.strategy.attention })
    .flop(random.next() < 0.5)
    .modulate({ saturation: mood.isNight ? 0.78 : 0.9, brightness: mood.isNight ? 1.12 : 1.04 })
    .composite([{ input: tint, blend: 'soft-light' }])
    .png({ compressionLevel: 1 })
    .toBuffer();
};

const masked = (picture: Buffer, mask: Buffer): Promise<Buffer> =>
  sharp(picture)
    .ensureAlpha()
    .composite([{ input: mask, blend: 'dest-in' }])
    .png({ compressionLevel: 1 })
    .toBuffer();

/** The person melts into the place, as in a double exposure. */
const blend: Layout = async (photo, mood, frame, random) => {
  const side = Math.round(Math.min(frame.width * 0.82, frame.height * 0.74));
  const box = { width: side, height: Math.min(frame.height, Math.round(side * 1.12)) };
  const mask = svg(
    box,
    `<defs><radialGradient id="m" cx=".5" cy=".48" r=".5"><stop offset=".66" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs><rect width="100%" height="100%" fill="url(#m)"/>`,
  );
  const left = Math.round((frame.width - box.width) * random.between(0.25, 0.75));
  return [
    {
      input: await masked(await graded(photo, mood, box, random), mask),
      left,
      top: Math.max(0, Math.round((frame.height - box.height) * 0.55)),
    },
  ];
};

/** A window with a rounded top, a thin line around it. */
const arch: Layout = async (photo, mood, frame, random) => {
  const height = Math.round(frame.height * 0.74);
  const width = Math.round(Math.min(height * 0.78, frame.width * 0.76));
  const left = Math.round((frame.width - width) / 2);
  const top = Math.round(frame.height * 0.09);
  const outline = (inset: number): string => {
    const radius = width / 2 - inset;
    return `M${inset},${height - inset} V${width / 2} A${radius},${radius} 0 0 1 ${width - inset},${width / 2} V${height - inset} Z`;
  };
  const mask = svg({ width, height }, `<path d="${outline(0)}" fill="#fff"/>`);
  const line = svg(
    { width, height },
    `<path d="${outline(2)}" fill="none" stroke="${mood.light}" stroke-width="3" opacity=".9"/><path d="${outline(10)}" fill="none" stroke="${mood.light}" stroke-width="1" opacity=".5"/>`,
  );
  const person = await masked(await graded(photo, mood, { width, height }, random), mask);
  return [
    { input: person, left, top },
    { input: line, left, top },
  ];
};

/** The photograph fills the upper frame; the place rises out of its foot and shows at its sides. */
const poster: Layout = async (photo, mood, frame, random) => {
  const box = {
    width: Math.round(Math.min(frame.width, frame.height * 0.95)),
    height: Math.round(frame.height * 0.92),
  };
  const mask = svg(
    box,
    `<defs><linearGradient id="m" x2="0" y2="1"><stop stop-color="#fff" stop-opacity=".0"/><stop offset=".12" stop-color="#fff"/><stop offset=".7" stop-color="#fff"/><stop offset=".98" stop-color="#fff" stop-opacity="0"/></linearGradient><linearGradient id="s"><stop stop-color="#000"/><stop offset=".16" stop-color="#fff"/><stop offset=".84" stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient><mask id="sides"><rect width="100%" height="100%" fill="url(#s)"/></mask></defs><rect width="100%" height="100%" fill="url(#m)" mask="url(#sides)"/>`,
  );
  const left = Math.round((frame.width - box.width) * random.pick([0.12, 0.5, 0.88]));
  return [{ input: await masked(await graded(photo, mood, box, random), mask), left, top: 0 }];
};

const LAYOUTS = { blend, arch, poster };
const LAYOUT_NAMES = ['blend', 'arch', 'poster'] as const;

/** Vignette, hairline, the prompt as a caption and the mark that says this is a sample. */
const drawFinish = ({ prompt, note }: PictureOrder, mood: Mood, { width, height }: Frame): string => {
  const unit = Math.min(width, height) / 100;
  const line = note === undefined ? captionOf(prompt) : `${captionOf(prompt)} · ${note}`;
  const font = `font-family="DejaVu Sans, Helvetica, Arial, sans-serif"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
<radialGradient id="v" cx=".5" cy=".45" r=".75"><stop offset=".55" stop-opacity="0"/><stop offset="1" stop-opacity=".5"/></radialGradient>
<linearGradient id="b" x2="0" y2="1"><stop offset=".78" stop-opacity="0"/><stop offset="1" stop-opacity=".6"/></linearGradient></defs>
<rect width="100%" height="100%" fill="url(#v)"/><rect width="100%" height="100%" fill="url(#b)"/>
<rect x="${unit * 2}" y="${unit * 2}" width="${width - unit * 4}" height="${height - unit * 4}" fill="none" stroke="${mood.light}" stroke-opacity=".35" stroke-width="1"/>
<text x="${width / 2}" y="${height - unit * 7}" ${font} font-size="${unit * 2.6}" letter-spacing="${unit * 0.3}" fill="#fff" fill-opacity=".92" text-anchor="middle">${escapeXml(line)}</text>
<text x="${width / 2}" y="${height - unit * 3.8}" ${font} font-size="${unit * 1.5}" letter-spacing="${unit * 0.5}" fill="#fff" fill-opacity=".6" text-anchor="middle">SAMPLE · sandbox</text></svg>`;
};

const CAPTION_LENGTH = 44;
/** What a prompt for a LoRA begins with: whom it shows, not what. */
const TRIGGER_AND_CLASS = /^\S+ (?:man|woman|person|style)$/i;
const captionOf = (prompt: string): string => {
  const parts = prompt
    .split(/[,.;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const first = parts.find((part) => part.includes(' ') && !TRIGGER_AND_CLASS.test(part)) ?? parts[0] ?? '';
  return first.length <= CAPTION_LENGTH ? first : `${first.slice(0, CAPTION_LENGTH).replace(/\s+\S*$/, '')}…`;
};

const svg = ({ width, height }: Frame, body: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`);

const escapeXml = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[^\u0020-\uffff]/g, '');
