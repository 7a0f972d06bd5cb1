import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { Colour } from './colour';
import { PERSON_KINDS, type DrawnPerson } from './looks';

/** The beginning of the band: light and dark cells. */
const SYNC = '101100';
const KIND_BITS = 2;
const SEED_BITS = 16;
const CHECK_BITS = 16;
const CELLS = SYNC.length + KIND_BITS + SEED_BITS + CHECK_BITS;
/** The band's share of the height: eight rows of the smallest photo that trainers take, 512 px. */
const BAND = 0.016;

/** The share of the height in which the picture above the band gets darker towards it, as at the edge of a room. */
const FADE = 0.05;

/** Scatters seeds, because small ones would leave most of the band dark. */
const SCATTERED = 0x5a_c3;

const bitsOf = (value: number, count: number): string => value.toString(2).padStart(count, '0').slice(-count);
const check = (payload: string): string => bitsOf(crc32(Buffer.from(payload)), CHECK_BITS);

/**
 * A band of cells along the lower edge, of nearly one colour, which names the person in a photograph. Metadata would not survive Telegram and the trainer;
 * the band survives any resizing, stretching and compression, though not a crop.
 */
export const drawRibbon = (
  { kind, seed }: DrawnPerson,
  { width, height }: { width: number; height: number },
  dark: Colour,
  light: Colour,
): string => {
  const payload = bitsOf(PERSON_KINDS.indexOf(kind), KIND_BITS) + bitsOf(seed ^ SCATTERED, SEED_BITS);
  const cells = SYNC + payload + check(payload);
  const cell = width / CELLS;
  const y = height * (1 - BAND);
  const lit = [...cells]
    .map((bit, index) =>
      bit === '1' ? `M${(index * cell).toFixed(2)} ${y}h${cell.toFixed(2)}v${height * BAND}h${-cell.toFixed(2)}z` : '',
    )
    .join('');
  const fade = `<linearGradient id="edge" x2="0" y2="1"><stop stop-color="${dark}" stop-opacity="0"/><stop offset="1" stop-color="${dark}"/></linearGradient>`;
  return `${fade}<rect y="${y - FADE * height}" width="${width}" height="${FADE * height}" fill="url(#edge)"/><rect y="${y}" width="${width}" height="${height * BAND}" fill="${dark}"/><path d="${lit}" fill="${light}"/>`;
};

const SCAN_WIDTH = CELLS * 8;
const SCAN_HEIGHT = 1_000;
/** The least difference between dark and light, of a lightness of 0–255: a smaller one is noise. The checksum refuses the shadows of a real photograph. */
const MIN_CONTRAST = 2;

/** The person a drawn photograph shows; undefined for any other picture. */
export const readRibbon = async (photo: Buffer): Promise<DrawnPerson | undefined> => {
  const row = Math.round(SCAN_HEIGHT * (1 - BAND / 2));
  const scan = await sharp(photo)
    .greyscale()
    .resize(SCAN_WIDTH, SCAN_HEIGHT, { fit: 'fill' })
    .extract({ left: 0, top: row - 2, width: SCAN_WIDTH, height: 4 })
    .raw()
    .toBuffer();
  const levels = Array.from({ length: CELLS }, (_, index) => {
    const columns = [3, 4].flatMap((x) => [0, 1, 2, 3].map((y) => scan[y * SCAN_WIDTH + index * 8 + x] ?? 0));
    return columns.reduce((sum, value) => sum + value, 0) / columns.length;
  });
  const mean = (bit: string): number => {
    const of = levels.slice(0, SYNC.length).filter((_, index) => SYNC[index] === bit);
    return of.reduce((sum, value) => sum + value, 0) / of.length;
  };
  const [light, dark] = [mean('1'), mean('0')];
  if (light - dark < MIN_CONTRAST) return undefined;
  const cells = levels.map((level) => (level > (light + dark) / 2 ? '1' : '0')).join('');
  const payload = cells.slice(SYNC.length, SYNC.length + KIND_BITS + SEED_BITS);
  const kind = PERSON_KINDS[parseInt(payload.slice(0, KIND_BITS), 2)];
  if (!cells.startsWith(SYNC) || !cells.endsWith(check(payload)) || !kind) return undefined;
  return { kind, seed: parseInt(payload.slice(KIND_BITS), 2) ^ SCATTERED };
};
