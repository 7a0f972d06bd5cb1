import type { Random } from '../../drawn-faces/random';
import { FEET } from '../../drawn-faces/figure';
import { HAT_TOP } from '../../drawn-faces/hats';
import { HEAD } from '../../drawn-faces/head';
import type { Framing } from './scenes';
import type { Box } from './stage/stage';
import { words } from './stage/words';

/** Where a figure stands in a frame 1000 high: the origin of its head, and how large it is. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const FRAME_HEIGHT = 1_000;
/** The free space of the frame above the hair, so that no head is ever cut off. */
const MARGIN = 34;
const SCALES: Readonly<Record<Framing, readonly [number, number]>> = {
  full: [0.66, 0.71],
  half: [0.98, 1.12],
  bust: [1.42, 1.6],
};
/** Half the width of a figure with its elbows, in its units. */
const ELBOW_ROOM = 205;
const HALF_HEAD = HEAD.side;

export const FRAMING_WORDS: Readonly<Record<Framing, RegExp>> = {
  full: words(
    'full[- ](?:length|body)|head to toe|dancing|jumping|running',
    'в полный рост|во весь рост|танц|прыг|беж',
  ),
  bust: words(
    'close[- ]?up|headshot|portrait|passport photo|magazine cover',
    'крупн[а-я]+ план|портрет|крупно|на паспорт|обложк',
  ),
  half: words('half[- ]length|waist', 'по пояс'),
};

/** How much of the person the picture shows, where the prompt says so. */
export const framingIn = (prompt: string): Framing | undefined =>
  (['full', 'half', 'bust'] as const).find((framing) => FRAMING_WORDS[framing].test(prompt));

/** Places a figure; `width` is that of a frame 1000 high. */
export const place = (framing: Framing, width: number, hasHat: boolean, random: Random, floats = false): Placement => {
  const above = hasHat ? HAT_TOP : -HEAD.top;
  const room = (width / 2 - 6) / (framing === 'full' ? ELBOW_ROOM : HALF_HEAD + 16);
  const scale = Math.min(random.between(...SCALES[framing]), room);
  // A wide frame has room beside the person; a tall one has none.
  const x = width * (width > 1_150 ? random.pick([0.36, 0.64]) : width > 700 ? random.between(0.43, 0.57) : 0.5);
  const top = MARGIN + above * scale;
  if (framing === 'full')
    return { x, y: Math.max(top, (floats ? 860 : random.between(945, 965)) - FEET * scale), scale };
  const wanted = framing === 'half' ? 350 : 440;
  return { x, y: Math.max(top, wanted + random.between(-20, 20)), scale };
};

/** Places one of several people who stand in a row, seen to the waist, so that no head covers another one. */
export const placeInRow = (index: number, people: number, width: number): Placement => {
  const room = width / people;
  const scale = Math.min(SCALES.half[0], room / (2 * HALF_HEAD + 32));
  return { x: room * (index + 0.5), y: Math.max(MARGIN - HEAD.top * scale, 400), scale };
};

/** The box of the head in shares of the frame, hair and hat included. */
export const headBox = ({ x, y, scale }: Placement, width: number, hasHat: boolean): Box => ({
  left: (x - HALF_HEAD * scale) / width,
  right: (x + HALF_HEAD * scale) / width,
  top: (y - (hasHat ? HAT_TOP : -HEAD.top) * scale) / FRAME_HEIGHT,
  bottom: (y + HEAD.chin * scale) / FRAME_HEIGHT,
});
