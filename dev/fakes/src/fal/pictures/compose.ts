import { createHash } from 'node:crypto';
import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { readRibbon } from '../../drawn-faces/ribbon';
import { personOf, type DrawnPerson } from '../../drawn-faces/looks';
import { softCutOut } from './cutout';
import { inPaletteOf, mannerIn, paintedIn, styleOf, type Manner } from './manner';
import { drawPicture, ideaOf } from './picture';
import { words } from './stage/words';

export interface PictureOrder {
  readonly prompt: string;
  /** Photographs of the person. Without a photograph the picture shows a place, with a person in it if the prompt says so. */
  readonly photos: readonly Buffer[];
  /** A photograph of each further drawn person, who stands beside the first one. */
  readonly beside?: readonly Buffer[];
  /** Pictures whose palette and stroke the drawn picture gets. */
  readonly stylePictures?: readonly Buffer[];
  /** Decimal digits, any length. */
  readonly seed: string;
  /** The number of the picture among several of one request. */
  readonly index: number;
  /** The exact width in pixels. */
  readonly width: number;
  readonly height: number;
  /** A sentence that changes the picture; all else stays as in the order without it. */
  readonly change?: string;
  /** A note in small letters on the picture. */
  readonly note?: string;
}

interface Frame {
  readonly width: number;
  readonly height: number;
}

/** Larger pictures are drawn at this size and enlarged, because effort grows with pixels. */
const WORKING_PIXELS = 1_200_000;
/** Painted pictures are drawn at this size, because brushes blur small things anyway. */
const PAINTED_PIXELS = 480_000;

/** The size of the mark in hundredths of the picture's shorter side: its height, and the width of its widest character. */
const MARK_HEIGHT = 6;
const CHARACTER_AT_MOST = 2;

const SOMEBODY = {
  woman: words('woman|women|girl|lady|bride|she', 'женщин|девушк|девочк|невест'),
  man: words('man|men|boy|guy|gentleman|he', 'мужчин|парен|мальчик|жених'),
  other: words('person|people|somebody|portrait|human', 'человек|люд|портрет'),
} as const;

/** A picture of the person in the place that the prompt names, the same for the same order, marked as a sample. */
export const composePicture = async (order: PictureOrder): Promise<Sharp> => {
  const { prompt, photos, beside = [], stylePictures = [], width, height } = order;
  const manner = mannerIn(ideaOf(prompt));
  const isPainted = stylePictures.length > 0 || manner !== undefined;
  const factor = Math.min(1, Math.sqrt((isPainted ? PAINTED_PIXELS : WORKING_PIXELS) / (width * height)));
  const frame = { width: Math.max(64, Math.round(width * factor)), height: Math.max(64, Math.round(height * factor)) };
  const seed = `${order.seed} ${order.index}`;
  const person = (await whoIsOn(photos)) ?? (photos.length === 0 ? somebodyIn(prompt, seed) : undefined);
  const picture = drawPicture({
    prompt,
    aspect: frame.width / frame.height,
    seed,
    variation: prompt,
    ...(order.change !== undefined && { change: order.change }),
    ...(person && { person }),
    others: (await Promise.all(beside.map((photo) => whoIsOn([photo])))).filter((other) => other !== undefined),
  });
  const [photo] = person ? [] : photos;
  const svg = (content: string): Buffer =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}" viewBox="0 0 ${picture.width} 1000" preserveAspectRatio="none">${content}</svg>`,
    );
  const drawn = photo
    ? sharp(svg(picture.back)).composite([await softCutOut(photo, picture, frame), { input: svg(picture.front) }])
    : sharp(svg(picture.back + picture.front));
  const flat = await flattened(drawn);
  const painted = isPainted ? await inManner(flat, manner, stylePictures, frame, seed) : flat;
  const isWhole = frame.width === width && frame.height === height;
  const whole = isWhole
    ? painted
    : await flattened(sharp(painted).resize(width, height, { fit: 'fill', kernel: 'lanczos3' }));
  return sharp(whole)
    .composite([sampleMark({ width, height }, order.note)])
    .removeAlpha();
};

/** The drawn person of the first photograph that shows one. */
const whoIsOn = async (photos: readonly Buffer[]): Promise<DrawnPerson | undefined> => {
  for (const photo of photos) {
    const person = await readRibbon(photo);
    if (person) return person;
  }
  return undefined;
};

const somebodyIn = (prompt: string, seed: string): DrawnPerson | undefined => {
  const idea = ideaOf(prompt);
  const kind = (['woman', 'man', 'other'] as const).find((one) => SOMEBODY[one].test(idea));
  return kind && personOf(createHash('sha256').update(seed).digest().readUInt16LE(), kind);
};

/**
 * Paints the picture in the manner that the prompt names, or else in the manner of the learned pictures, and gives it their palette if there
 * are any. With neither a manner nor learned pictures, the picture stays as it is.
 */
const inManner = async (
  picture: Buffer,
  asked: Manner | undefined,
  stylePictures: readonly Buffer[],
  frame: Frame,
  seed: string,
): Promise<Buffer> => {
  if (stylePictures.length === 0) return asked ? flattened(await paintedIn(asked, picture, frame, seed)) : picture;
  const style = await styleOf(stylePictures);
  return flattened(await paintedIn(asked ?? style.manner, await inPaletteOf(picture, style), frame, seed));
};

/** Renders the picture so far, because one pipeline of sharp can lay other pictures over it only once. */
const flattened = (picture: Sharp): Promise<Buffer> =>
  picture.removeAlpha().toColourspace('srgb').png({ compressionLevel: 0 }).toBuffer();

/**
 * The line in the corner of every played picture: it is a sample of the sandbox. A note may stand before it. Only the corner is drawn: a
 * layer as large as the picture takes 20 ms at 1024 × 1024.
 */
export const sampleMark = ({ width, height }: Frame, note?: string): OverlayOptions => {
  const unit = Math.min(width, height) / 100;
  const text = note === undefined ? 'SAMPLE · sandbox' : `${note} · SAMPLE · sandbox`;
  const corner = {
    width: Math.min(width, Math.ceil(text.length * unit * CHARACTER_AT_MOST)),
    height: Math.min(height, Math.ceil(unit * MARK_HEIGHT)),
  };
  const [left, top] = [width - corner.width, height - corner.height];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${corner.width}" height="${corner.height}" viewBox="${left} ${top} ${corner.width} ${corner.height}"><text x="${width - unit * 2.4}" y="${height - unit * 2.4}" font-family="DejaVu Sans, Helvetica, Arial, sans-serif" font-size="${unit * 1.7}" letter-spacing="${unit * 0.16}" fill="#fff" fill-opacity=".75" stroke="#1d1238" stroke-opacity=".35" stroke-width="${unit * 0.28}" paint-order="stroke" text-anchor="end">${text}</text></svg>`;
  return { input: Buffer.from(svg), left, top };
};
