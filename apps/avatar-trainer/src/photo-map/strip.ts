import type { Lettering } from '@aisha/pictures';
import { ACCENT, INK, MUTED, SIDE_PX, type Layer } from './ground';

/** One part of the set in a bar, for example the photos with one kind of light. */
export interface Part {
  readonly count: number;
  readonly fill: string;
  readonly label?: string;
}

const LEFT = 40;
const WIDTH = SIDE_PX - 2 * LEFT;
const BAR = { top: 34, height: 62, gap: 6, radius: 16 } as const;
/** The distance from one bar to the next, in pixels. */
export const STRIP = { step: 140 } as const;
/** The least width, in pixels, of a part of a bar that has room for its label beside its number. */
const WORDED_FROM_PX = 170;

/** Draws how a set divides: a bar whose parts are as long as their shares of the set, each with its count. */
export function drawStrip(top: number, title: string, all: readonly Part[], isWanted: boolean): Layer {
  const parts = all.filter(({ count }) => count > 0);
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const room = WIDTH - BAR.gap * (parts.length - 1);
  const texts: Lettering[] = [
    { text: title, x: LEFT, y: top, align: 'left', size: 32, colour: isWanted ? ACCENT : MUTED },
  ];
  let svg = '';
  let x = LEFT;
  for (const { count, fill, label } of parts) {
    const width = (room * count) / total;
    svg += `<rect x="${x.toFixed(1)}" y="${top + BAR.top}" width="${width.toFixed(1)}" height="${BAR.height}" rx="${BAR.radius}" fill="${fill}"/>`;
    const text = label && width >= WORDED_FROM_PX ? `${count} ${label}` : String(count);
    const at = { x: x + width / 2, y: top + BAR.top + BAR.height / 2 };
    texts.push({ text, ...at, size: 28, colour: inkOn(fill), weight: 'Bold' });
    x += width + BAR.gap;
  }
  return { svg, texts };
}

/** The colour of text that is readable on a fill: dark on a light fill, light on a dark one. */
function inkOn(fill: string): string {
  const [red = 0, green = 0, blue = 0] = fill.startsWith('#')
    ? [1, 3, 5].map((at) => parseInt(fill.slice(at, at + 2), 16))
    : (fill.match(/\d+/g) ?? []).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? INK : '#FFFFFF';
}
