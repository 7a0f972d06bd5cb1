import type { SetAdvice } from '@aisha/domain';
import type { Lettering } from '@aisha/pictures';
import type { Angle, Distance, View } from '../coach/view';
import { ACCENT, CARD, INK, MUTED, PAPER, SIDE_PX, type Layer } from './ground';

export const GRID = { left: 40, top: 190 } as const;
const COLUMNS = 3;
const GAP = 16;
export const CELL = {
  width: Math.floor((SIDE_PX - 2 * GRID.left - (COLUMNS - 1) * GAP) / COLUMNS),
  height: 236,
  gap: GAP,
} as const;

/** The layout of the faces in a cell: two rows of three. In a fuller cell the last place shows how many faces do not fit. */
const FACE = { size: 92, across: 3, most: 6, top: 42, gap: 5 } as const;

interface At {
  readonly x: number;
  readonly y: number;
}
export const cellAt = (column: number, row: number): At => ({
  x: GRID.left + column * (CELL.width + CELL.gap),
  y: GRID.top + row * (CELL.height + CELL.gap),
});

/** A photo in a cell: its number in the set, counted from 1, and its face if there is one. */
interface Placed {
  readonly view: View;
  readonly place: number;
  readonly face: Buffer | undefined;
}

/**
 * Whether the advice asks for photos that belong to this cell. Advice about the angle (`more-straight`, `more-sides`) asks for photos that
 * show the face or the person down to the shoulders. Advice about the distance (`more-close`, `more-distance`) asks for photos from the
 * front.
 */
export const isWanted = (angle: Angle, distance: Distance, advice: readonly SetAdvice[]): boolean =>
  (advice.includes('more-straight') && angle === 'straight' && distance !== 'waist') ||
  (advice.includes('more-sides') && angle !== 'straight' && distance !== 'waist') ||
  (advice.includes('more-close') && distance === 'face' && angle === 'straight') ||
  (advice.includes('more-distance') && distance === 'waist' && angle === 'straight');

export function drawCell({ x, y }: At, placed: readonly Placed[], wanted: boolean): Layer {
  const isEmpty = placed.length === 0;
  const frame = wanted
    ? `fill="${isEmpty ? '#FDEBDF' : CARD}" stroke="${ACCENT}" stroke-width="4" stroke-dasharray="14 10"`
    : `fill="${isEmpty ? '#EDE6DB' : CARD}"`;
  const box = `<rect x="${x}" y="${y}" width="${CELL.width}" height="${CELL.height}" rx="24" ${frame}/>`;
  if (isEmpty) return { svg: box + (wanted ? plus(x + CELL.width / 2, y + CELL.height / 2 + 10) : ''), texts: [] };
  const isCrowded = placed.length > FACE.most;
  const shown = isCrowded ? placed.slice(0, FACE.most - 1) : placed;
  const faces = shown.map((one, i) => drawFace(one, placeOf(i, shown.length + (isCrowded ? 1 : 0), { x, y })));
  const rest = isCrowded ? [drawRest(placed.length - shown.length, placeOf(FACE.most - 1, FACE.most, { x, y }))] : [];
  const count: Lettering = {
    text: String(placed.length),
    x: x + CELL.width - 20,
    y: y + 28,
    align: 'right',
    size: 32,
    colour: INK,
    weight: 'Bold',
  };
  const layers = [...faces, ...rest];
  return { svg: box + layers.map(({ svg }) => svg).join(''), texts: [count, ...layers.flatMap(({ texts }) => texts)] };
}

/** The centre of the i-th of `of` faces in a cell. */
function placeOf(i: number, of: number, { x, y }: At): At {
  const rows = Math.ceil(of / FACE.across);
  const row = Math.floor(i / FACE.across);
  const inRow = row < rows - 1 ? FACE.across : of - row * FACE.across;
  const step = FACE.size + FACE.gap;
  const middle = y + FACE.top + (CELL.height - FACE.top) / 2 - 4;
  return {
    x: x + CELL.width / 2 + ((i % FACE.across) - (inRow - 1) / 2) * step,
    y: middle + (row - (rows - 1) / 2) * step,
  };
}

function drawFace({ view, place, face }: Placed, { x, y }: At): Layer {
  const r = FACE.size / 2;
  const id = `face-${place}`;
  const picture = face
    ? `<clipPath id="${id}"><circle cx="${x}" cy="${y}" r="${r}"/></clipPath><image x="${x - r}" y="${y - r}" width="${FACE.size}" height="${FACE.size}" clip-path="url(#${id})" href="data:image/jpeg;base64,${face.toString('base64')}"/>`
    : `<circle cx="${x}" cy="${y}" r="${r}" fill="rgb(${view.colour.join(',')})"/>`;
  if (!view.isOutlier) return { svg: picture, texts: [] };
  const badge = { x: x + r - 16, y: y + r - 16 };
  return {
    svg: `${picture}<circle cx="${x}" cy="${y}" r="${r - 3}" fill="none" stroke="${ACCENT}" stroke-width="6"/><circle cx="${badge.x}" cy="${badge.y}" r="23" fill="${ACCENT}" stroke="${CARD}" stroke-width="4"/>`,
    texts: [{ text: String(place), ...badge, size: 24, colour: CARD, weight: 'Bold' }],
  };
}

const drawRest = (count: number, { x, y }: At): Layer => ({
  svg: `<circle cx="${x}" cy="${y}" r="${FACE.size / 2}" fill="${PAPER}"/>`,
  texts: [{ text: `+${count}`, x, y, size: 30, colour: MUTED, weight: 'Bold' }],
});

const plus = (x: number, y: number): string =>
  `<path d="M${x - 26} ${y}h52M${x} ${y - 26}v52" stroke="${ACCENT}" stroke-width="8" stroke-linecap="round"/>`;
