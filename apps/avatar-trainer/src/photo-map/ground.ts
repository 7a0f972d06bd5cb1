import type { Lettering } from '@aisha/pictures';

/** The picture has a background of its own, so it looks the same in a dark chat and in a light one. */
export const PAPER = '#F6F1E9';
export const CARD = '#FFFFFF';
export const INK = '#22303F';
/** The colour of less important text. Its contrast on the paper is 4.6 : 1. */
export const MUTED = '#6B7280';
/** The colour of what is missing, and of photos that likely show another person. */
export const ACCENT = '#D9480F';
export const SIDE_PX = 1_080;

/** A part of the picture: its shapes and its text. */
export interface Layer {
  readonly svg: string;
  readonly texts: readonly Lettering[];
}
