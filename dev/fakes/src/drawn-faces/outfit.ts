import type { Colour } from './colour';
import type { Random } from './random';

export type Top =
  | 'tee'
  | 'stripes'
  | 'shirt'
  | 'sweater'
  | 'hoodie'
  | 'jacket'
  | 'suit'
  | 'coat'
  | 'dress'
  | 'robe'
  | 'gown'
  | 'armour'
  | 'spaceSuit'
  | 'sport'
  | 'apron'
  | 'cape'
  | 'wetsuit';

export type Hat =
  | 'none'
  | 'beanie'
  | 'straw'
  | 'crown'
  | 'chef'
  | 'wizard'
  | 'cowboy'
  | 'helmet'
  | 'snorkel'
  | 'headband'
  | 'beret'
  | 'pirate'
  | 'mortarboard'
  | 'circlet'
  | 'goggles';

/** The clothes of a person in one drawing. */
export interface Outfit {
  readonly top: Top;
  readonly colour: Colour;
  /** The second colour: under a jacket, in stripes, of buttons. */
  readonly second: Colour;
  readonly legs: Colour;
  readonly shoes: Colour;
  readonly hat: Hat;
  readonly scarf: boolean;
}

const COLOURS = [
  '#e4574f',
  '#f0a03c',
  '#2f8f83',
  '#3f6fb5',
  '#8a5fb0',
  '#d9678f',
  '#4b5d78',
  '#f2c94c',
  '#6d9f58',
  '#f3ead9',
  '#33405e',
] as const;
const LEGS = ['#34466b', '#2f3347', '#5b4a3f', '#46566e', '#3e3a52'] as const;
const SHOES = ['#f3eee4', '#5c3a2e', '#2c2a38', '#c7503f'] as const;
const DAILY = ['tee', 'stripes', 'shirt', 'sweater', 'hoodie', 'jacket', 'tee', 'shirt'] as const;

export const dailyOutfit = (random: Random): Outfit => ({
  top: random.pick(DAILY),
  colour: random.pick(COLOURS),
  second: random.pick(['#fff7ea', '#f3ead9', '#ffe1b0', '#33405e']),
  legs: random.pick(LEGS),
  shoes: random.pick(SHOES),
  hat: 'none',
  scarf: false,
});
