import sharp from 'sharp';
import { readRibbon } from '../drawn-faces';
import { compositionFor, lensFor, lightFor } from './writer';

/** The subject of a picture, as a photographer would brief it, in both languages of the product. */
export interface Seen {
  readonly english: string;
  readonly russian: string;
}

type Words = readonly [english: string, russian: string];

/** The average of one third of a picture's height. */
interface Band {
  /** The hue in degrees. */
  readonly hue: number;
  /** The saturation, 0–1. */
  readonly colour: number;
  readonly lightness: number;
}

/** Below the first lightness a picture shows night; above the second, a colourless one shows snow or bright walls. */
const DARK = 0.3;
const PALE = 0.72;
/** Below this saturation a colour is a grey. */
const GREY = 0.13;

/** Hues, each with the degree where it ends. */
const HUES: readonly (readonly [until: number, hue: 'red' | 'orange' | 'green' | 'blue' | 'violet'])[] = [
  [15, 'red'],
  [65, 'orange'],
  [165, 'green'],
  [250, 'blue'],
  [335, 'violet'],
  [360, 'red'],
];

const hueOf = ({ hue }: Band) => HUES.find(([until]) => hue <= until)?.[1] ?? 'red';

const GROUND = {
  red: ['in a room with warm red tones', 'в комнате в тёплых красных тонах'],
  orange: ['on a sandy beach', 'на песчаном пляже'],
  green: ['in a green park', 'в зелёном парке'],
  blue: ['by the sea', 'у моря'],
  violet: ['on a rooftop above the city', 'на крыше над городом'],
} as const satisfies Readonly<Record<ReturnType<typeof hueOf>, Words>>;
const NIGHT_GROUND: Words = ['on a city street', 'на городской улице'];
const GREY_GROUND: Words = ['on a quiet city street', 'на тихой городской улице'];
const PALE_GROUND: Words = ['among snowy mountains', 'среди снежных гор'];
const SELFIE: Words = [
  'A close-up portrait of a person in a studio, a plain wall behind',
  'Портрет крупным планом в студии, за спиной ровная стена',
];

const TONES = {
  red: ['warm red tones', 'тёплые красные тона'],
  orange: ['golden tones', 'золотистые тона'],
  green: ['green tones', 'зелёные тона'],
  blue: ['cool blue tones', 'холодные синие тона'],
  violet: ['violet tones', 'фиолетовые тона'],
} as const satisfies Readonly<Record<ReturnType<typeof hueOf>, Words>>;
const GREY_TONES: Words = ['muted tones', 'приглушённые тона'];

/**
 * Describes a picture by its colours, and a drawn selfie as a portrait: the same picture always gets the same words, and a picture of other
 * colours gets other words.
 */
export const seenIn = async (image: Buffer): Promise<Seen> => {
  const [isSelfie, bands] = await Promise.all([isDrawnSelfie(image), bandsOf(image)]);
  const words = isSelfie ? [SELFIE, toneOf(bands[1])] : sceneOf(bands);
  const english = words.map(([one]) => one).join(', ');
  const russian = words.map(([, one]) => one).join(', ');
  return {
    english: `${english}, cinematic photograph, ${lightFor(english)}, ${lensFor(english)}, ${compositionFor(english)}, detailed expressive eyes, natural skin texture`,
    russian: `${russian}, кинематографичный кадр, мягкий свет, малая глубина резкости, выразительный взгляд`,
  };
};

const isDrawnSelfie = async (image: Buffer): Promise<boolean> => (await readRibbon(image)) !== undefined;

type Bands = readonly [top: Band, middle: Band, bottom: Band];

const bandsOf = async (image: Buffer): Promise<Bands> => {
  const { data } = await sharp(image)
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .resize(1, 3, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const band = (row: number): Band => bandOf(data[row * 3] ?? 0, data[row * 3 + 1] ?? 0, data[row * 3 + 2] ?? 0);
  return [band(0), band(1), band(2)];
};

const bandOf = (...rgb: readonly [number, number, number]): Band => {
  const [r, g, b] = rgb.map((value) => value / 255) as [number, number, number];
  const most = Math.max(r, g, b);
  const spread = most - Math.min(r, g, b);
  const sixth = most === r ? (g - b) / spread : most === g ? 2 + (b - r) / spread : 4 + (r - g) / spread;
  return { hue: spread === 0 ? 0 : (sixth * 60 + 360) % 360, colour: spread, lightness: most - spread / 2 };
};

const sceneOf = ([top, middle, bottom]: Bands): Words[] => {
  const isDark = (top.lightness + middle.lightness + bottom.lightness) / 3 < DARK;
  const time = isDark ? nightOf(top) : dayOf(top);
  const [english, russian] = isDark ? NIGHT_GROUND : groundOf(bottom);
  return [[`A person ${english}`, `Человек ${russian}`], time, toneOf(middle)];
};

const groundOf = (bottom: Band): Words => {
  if (bottom.colour >= GREY) return GROUND[hueOf(bottom)];
  return bottom.lightness > PALE ? PALE_GROUND : GREY_GROUND;
};

const nightOf = (top: Band): Words =>
  top.colour >= GREY && ['violet', 'red'].includes(hueOf(top))
    ? ['at night among neon signs', 'ночью среди неоновых вывесок']
    : ['at night under a starry sky', 'ночью под звёздным небом'];

const dayOf = (top: Band): Words => {
  if (top.colour < GREY) return ['in soft overcast light', 'в мягком пасмурном свете'];
  return ['red', 'orange', 'violet'].includes(hueOf(top))
    ? ['at sunset', 'на закате']
    : ['on a clear day', 'ясным днём'];
};

const toneOf = (middle: Band): Words => (middle.colour < GREY ? GREY_TONES : TONES[hueOf(middle)]);
