import type { Colour } from './colour';
import type { HairName } from './hair';
import { Random } from './random';

export const PERSON_KINDS = ['woman', 'man', 'other'] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

/** The person a drawing shows: the same kind and seed are the same person. */
export interface DrawnPerson {
  readonly kind: PersonKind;
  /** An integer from 0 to 65 535. */
  readonly seed: number;
}

const SEEDS = 65_536;

/** The person of a seed, which may be any integer. Without a kind, a third of the seeds give a woman, a third a man, and a third neither. */
export const personOf = (seed: number, kind?: PersonKind): DrawnPerson => {
  const within = ((seed % SEEDS) + SEEDS) % SEEDS;
  return { seed: within, kind: kind ?? (['man', 'woman', 'other'] as const)[within % 3] ?? 'other' };
};

interface Skin {
  readonly base: Colour;
  readonly shade: Colour;
  readonly lips: Colour;
  readonly blush: Colour;
}

const skin = (base: Colour, shade: Colour, lips: Colour, blush: Colour): Skin => ({ base, shade, lips, blush });
const SKINS = [
  skin('#ffdcc4', '#eeb497', '#d0646a', '#f58f84'),
  skin('#f9cfae', '#e3a37c', '#c65a5e', '#f08573'),
  skin('#f2bd92', '#d4905f', '#b9504f', '#e87b5e'),
  skin('#dba272', '#b57a4b', '#a5484a', '#d96f52'),
  skin('#b27a50', '#8b5835', '#93443f', '#bd5b41'),
  skin('#87563a', '#643b27', '#7b3636', '#a04a38'),
] as const;

const HAIR_COLOURS = ['#2a1c22', '#3d2620', '#5b3524', '#7d4a2a', '#a8662f', '#d9a559', '#e7c583', '#a3452a'] as const;
const DARK_HAIR = ['#1f1519', '#2a1c22', '#3d2620', '#55321f'] as const;
const DYED = ['#3f8f9b', '#c76a93', '#7a63b8', '#e0873f'] as const;
const IRISES = ['#5a3520', '#3d6b8f', '#4f7a4a', '#6f5a2c', '#4a5a78'] as const;

/** The features that stay the same in each drawing of one person. Lengths are in the units of `head.ts`. */
export interface Looks {
  readonly kind: PersonKind;
  readonly skin: Skin;
  readonly hair: Colour;
  /** The styles in which this person wears their hair; each selfie shows one of them. */
  readonly wardrobe: readonly [HairName, ...HairName[]];
  readonly iris: Colour;
  readonly faceWidth: number;
  readonly jaw: number;
  readonly chin: number;
  readonly eyeGap: number;
  readonly eyeWidth: number;
  readonly eyeHeight: number;
  readonly eyeSlant: number;
  readonly browWidth: number;
  readonly browArch: number;
  readonly nose: number;
  readonly mouth: number;
  readonly lips: number;
  readonly beard: 'none' | 'stubble' | 'full' | 'goatee' | 'moustache';
  readonly glasses: 'none' | 'round' | 'square';
  readonly freckles: boolean;
  readonly earrings: boolean;
}

type Wardrobe = Looks['wardrobe'];

/** Each list holds styles of one length, because hair does not grow between two selfies. */
const WARDROBES: Readonly<Record<PersonKind, readonly [Wardrobe, ...Wardrobe[]]>> = {
  woman: [
    ['long', 'ponytail', 'bun'],
    ['wavy', 'bun', 'braid'],
    ['bob', 'bob', 'halfUp'],
    ['fringe', 'ponytail', 'long'],
    ['curls', 'curls', 'bun'],
    ['pixie'],
    ['wavy', 'ponytail', 'halfUp'],
  ],
  man: [['quiff', 'crop'], ['crop'], ['sidePart', 'quiff'], ['shortCurls'], ['manBun'], ['buzz', 'crop'], ['sidePart']],
  other: [
    ['mop'],
    ['undercut', 'pixie'],
    ['bob', 'toShoulders'],
    ['shortCurls', 'curls'],
    ['toShoulders', 'manBun'],
    ['mop', 'undercut'],
  ],
};

const PROPORTIONS = {
  woman: { width: [76, 82], jaw: [48, 56], chin: [18, 24], brow: [5.5, 7.5], eye: [13.5, 15.5], lips: [1, 1.25] },
  man: { width: [80, 87], jaw: [62, 70], chin: [30, 38], brow: [8.5, 11.5], eye: [11, 12.8], lips: [0.65, 0.85] },
  other: { width: [78, 84], jaw: [54, 62], chin: [23, 30], brow: [7, 9.5], eye: [12.3, 14], lips: [0.8, 1.05] },
} as const;

/** How a person looks; it stays the same from one drawing to the next. */
export const looksOf = ({ kind, seed }: DrawnPerson): Looks => {
  const random = new Random(`looks ${kind} ${seed}`);
  const of = ([low, high]: readonly [number, number]): number => random.between(low, high);
  const body = PROPORTIONS[kind];
  const tone = random.pick([0, 1, 2, 3, 4, 5]);
  const isDyed = kind === 'other' && random.next() < 0.45;
  const bearded = kind === 'man' && random.next() < 0.55;
  const spectacled = random.next() < 0.17;
  return {
    kind,
    skin: SKINS[tone] ?? SKINS[0],
    hair: isDyed ? random.pick(DYED) : random.pick(tone < 3 ? HAIR_COLOURS : DARK_HAIR),
    wardrobe: random.pick(WARDROBES[kind]),
    iris: random.pick(IRISES),
    faceWidth: of(body.width),
    jaw: of(body.jaw),
    chin: of(body.chin),
    eyeGap: random.between(33, 38),
    eyeWidth: random.between(19, 21.5),
    eyeHeight: of(body.eye),
    eyeSlant: random.between(-1, 5),
    browWidth: of(body.brow),
    browArch: random.between(3, 9),
    nose: random.between(12, 17),
    mouth: random.between(23, 29),
    lips: of(body.lips),
    beard: bearded ? random.pick(['stubble', 'full', 'goatee', 'moustache', 'stubble', 'full']) : 'none',
    glasses: spectacled ? random.pick(['round', 'square']) : 'none',
    freckles: random.next() < 0.2,
    earrings: kind !== 'man' && random.next() < 0.5,
  };
};
