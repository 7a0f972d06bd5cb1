import sharp, { type OverlayOptions } from 'sharp';
import { drawnFace } from '../../drawn-faces/drawn-face';
import type { Outfit } from '../../drawn-faces/outfit';
import { Random } from '../../drawn-faces/random';
import { changedOutfit } from './clothes';
import { composePicture } from './compose';
import { drawingOf, rememberDrawing } from './drawn-before';
import { drawnSelfieIn } from './drawn-selfie';
import { TIME_WORDS, WEATHER_WORDS } from './stage/light';
import { takesGlassesOff, words } from './stage/words';

interface Frame {
  readonly width: number;
  readonly height: number;
}

const SUIT = words('suit|tuxedo|jacket|blazer', 'костюм|смокинг|пиджак');
const EVENING = new RegExp(`${TIME_WORDS.sunset.source}|${TIME_WORDS.night.source}`, 'i');

/** The head in a selfie, in shares of the frame: about the middle. */
const HEAD = { x: 0.5, y: 0.45, across: 0.3, down: 0.36 };

/**
 * Changes a picture as a sentence says. A drawing that the fake remembers is drawn anew with the same seed, so that only the change
 * differs. A drawn selfie gets a suit, or loses its glasses. What cannot be drawn is painted over the picture: dusk around the face, or
 * snow; any other sentence changes the colours.
 */
export const editedPicture = async (picture: Buffer, change: string): Promise<Buffer> => {
  const drawing = await drawingOf(picture);
  if (!drawing) return painted(picture, change);
  const changed = { ...drawing, change: `${drawing.change ?? ''} ${change}`.trim() };
  const drawn = await (await composePicture(changed)).png({ compressionLevel: 1 }).toBuffer();
  const shown = isDrawable(change) ? drawn : await painted(drawn, change);
  await rememberDrawing(shown, changed);
  return shown;
};

/** Whether the sentence names something that a drawing can show. */
const isDrawable = (change: string): boolean =>
  EVENING.test(change) || WEATHER_WORDS.snow.test(change) || SUIT.test(change) || takesGlassesOff(change);

async function painted(picture: Buffer, change: string): Promise<Buffer> {
  const frame = await sizeOf(picture);
  const selfie = (await redrawn(picture, change, frame)) ?? picture;
  const layers: OverlayOptions[] = [];
  if (EVENING.test(change)) layers.push({ ...overlay(frame, dusk(frame)), blend: 'multiply' });
  if (WEATHER_WORDS.snow.test(change)) layers.push(overlay(frame, snow(frame)));
  const whole = sharp(selfie).removeAlpha();
  const isUnchanged = layers.length === 0 && selfie === picture;
  const base = isUnchanged ? whole.modulate({ saturation: 1.35, hue: 14 }) : whole.composite(layers);
  return base.png({ compressionLevel: 1 }).toBuffer();
}

const sizeOf = async (picture: Buffer): Promise<Frame> => {
  const { width, height } = await sharp(picture).metadata();
  return { width, height };
};

/** A drawn selfie in other clothes or without glasses; undefined for any other photo, and when the change asks for neither of the two. */
async function redrawn(picture: Buffer, change: string, { width, height }: Frame): Promise<Buffer | undefined> {
  const isBareEyed = takesGlassesOff(change);
  const selfie = isBareEyed || SUIT.test(change) ? await drawnSelfieIn(picture) : undefined;
  if (!selfie) return undefined;
  const { kind, seed, scene } = selfie;
  const dressed = (outfit: Outfit): Outfit => changedOutfit(outfit, change);
  const svg = drawnFace(seed, { scene, kind, width, isBareEyed, dressed });
  return sharp(Buffer.from(svg)).resize(width, height, { fit: 'fill' }).png({ compressionLevel: 1 }).toBuffer();
}

const overlay = ({ width, height }: Frame, content: string): OverlayOptions => ({
  input: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`),
});

/** Dusk comes from above and leaves the face almost as it was. */
const dusk = ({ width, height }: Frame): string => `
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#3a3a78"/><stop offset=".55" stop-color="#c8785c"/><stop offset="1" stop-color="#8a6a88"/></linearGradient>
<radialGradient id="hole" cx="${HEAD.x}" cy="${HEAD.y}" r=".62"><stop offset=".3" stop-color="#000"/><stop offset="1" stop-color="#fff"/></radialGradient>
<mask id="around"><rect width="${width}" height="${height}" fill="url(#hole)"/></mask></defs>
<rect width="${width}" height="${height}" fill="#fff"/><rect width="${width}" height="${height}" fill="url(#sky)" mask="url(#around)"/>`;

const snow = ({ width, height }: Frame): string => {
  const random = new Random('snow');
  const unit = Math.min(width, height) / 100;
  return Array.from({ length: 260 }, () => {
    const [x, y] = [random.between(0, 1), random.between(0, 0.97)];
    const isOnFace = ((x - HEAD.x) / HEAD.across) ** 2 + ((y - HEAD.y) / HEAD.down) ** 2 < 0.6;
    const radius = unit * random.between(0.4, 1.3);
    return isOnFace ? '' : `<circle cx="${x * width}" cy="${y * height}" r="${radius}" fill="#fff" opacity=".92"/>`;
  }).join('');
};
