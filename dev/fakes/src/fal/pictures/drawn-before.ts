import sharp from 'sharp';
import type { PictureOrder } from './compose';

/** A picture is recognised by a square grid of its colours, with this many cells on a side. */
const SIDE = 12;
/**
 * The largest mean difference of the colour channels, out of 255, between a picture and its copy: compression and resizing change a channel
 * only by a few.
 */
const FARTHEST = 6;
/** How many drawings are remembered. */
const MOST = 400;

interface Drawn {
  readonly grid: Buffer;
  readonly order: PictureOrder;
}
const drawings: Drawn[] = [];

/** Remembers how a picture was drawn, so that a change of it can draw it anew. */
export const rememberDrawing = async (picture: Buffer, order: PictureOrder): Promise<void> => {
  drawings.push({ grid: await gridOf(picture), order });
  if (drawings.length > MOST) drawings.shift();
};

/** How a picture was drawn, whatever was done to its file since; undefined for a photo, and after a restart. */
export const drawingOf = async (picture: Buffer): Promise<PictureOrder | undefined> => {
  const grid = await gridOf(picture);
  const [nearest] = drawings
    .map((drawn) => ({ drawn, distance: distanceOf(grid, drawn.grid) }))
    .toSorted((one, other) => one.distance - other.distance);
  return nearest && nearest.distance <= FARTHEST ? nearest.drawn.order : undefined;
};

export const gridOf = (picture: Buffer): Promise<Buffer> =>
  sharp(picture).flatten().toColourspace('srgb').resize(SIDE, SIDE, { fit: 'fill' }).raw().toBuffer();

export const distanceOf = (one: Buffer, other: Buffer): number =>
  one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
