/** A colour as `#rrggbb`. */
export type Colour = string;

const channels = (colour: Colour): number[] => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** The first colour with a share of the second in it, 0 to 1. */
export const mix = (one: Colour, other: Colour, share: number): Colour => {
  const to = channels(other);
  const mixed = channels(one).map((from, index) => Math.round(from + ((to[index] ?? from) - from) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};

/** A darker colour: shadows lean to violet and lights to cream, as illustrators paint them. */
export const darker = (colour: Colour, share: number): Colour => mix(colour, '#1d1238', share);
export const lighter = (colour: Colour, share: number): Colour => mix(colour, '#fff4e0', share);
