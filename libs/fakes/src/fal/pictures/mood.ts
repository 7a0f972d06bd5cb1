import type { Random } from './random';

export type SceneName = 'city' | 'sea' | 'forest' | 'mountains' | 'space' | 'castle' | 'cafe' | 'studio';

/** Colours and place of a picture. Colours are `#rrggbb`, sky from top to horizon. */
export interface Mood {
  readonly scene: SceneName;
  readonly sky: readonly [string, string, string];
  /** Silhouettes, from far to near. */
  readonly ground: readonly [string, string, string];
  readonly light: string;
  readonly isNight: boolean;
}

/** English words are bounded («knight» is no night, «hiking» no king); Russian ones are stems after a bound. */
const words = (english: string, russian: string): RegExp =>
  new RegExp(`\\b(?:${english})(?:s|es|y|ed|al)?\\b|(?<![а-яё])(?:${russian})`, 'i');

const SCENE_WORDS: readonly (readonly [SceneName, RegExp])[] = [
  [
    'space',
    words('space|astronaut|cosmonaut|galaxy|planet|starship|nebula|moon', 'космо|космич|планет|зв[её]зд|галакт'),
  ],
  ['castle', words('castle|knight|mediev|king|queen|armou?r|dragon|viking', 'рыцар|замок|замк|корол|дракон|викинг')],
  [
    'sea',
    words('sea|ocean|beach|coast|island|yacht|surf|sail|wave|pirate', 'мор[еяю]|морск|океан|пляж|берег|яхт|пират'),
  ],
  ['forest', words('forest|wood|jungle|tree|garden|park|autumn', 'лес|джунгл|сад|парк|осен')],
  ['mountains', words('mountain|snow|ski|alps|winter|glacier|peak|hiking', 'гор[аыу]|горн|снег|снежн|зим|лыж')],
  ['cafe', words('caf[eé]|coffee|restaurant|bar|bookstore|library|candle', 'кафе|кофе|ресторан|библиотек|свеч')],
  [
    'city',
    words('city|street|urban|skyline|neon|cyberpunk|tokyo|york|paris|moscow|rooftop', 'город|улиц|неон|москв|крыш'),
  ],
  ['studio', words('studio|portrait|headshot|business|suit|office|fashion', 'студи|портрет|костюм|офис|мод[ае]')],
];

const NIGHT = words('night|midnight|neon|dark|cyberpunk|moonlight|moonlit', 'ноч|неон|т[её]мн');
const SUNSET = words('sunset|sunrise|golden|dusk|dawn|evening', 'закат|рассвет|вечер|золот');

type Palette = Omit<Mood, 'scene' | 'isNight'>;

const DAY: Readonly<Record<SceneName, Palette>> = {
  city: { sky: ['#5c7f9e', '#a9bfcc', '#f0dfc8'], ground: ['#8497a5', '#566a7a', '#2b3a47'], light: '#ffe9c9' },
  sea: { sky: ['#2f7fa8', '#8cc5d6', '#f5ead2'], ground: ['#3f93ad', '#24708d', '#124a63'], light: '#fff3d6' },
  forest: { sky: ['#6f8f83', '#b5c9b3', '#eef0d8'], ground: ['#7f9f89', '#47705a', '#1d3a2e'], light: '#fff6cf' },
  mountains: { sky: ['#4d7da8', '#9dc0d8', '#eaf1f4'], ground: ['#9fb6c9', '#6583a0', '#2c4560'], light: '#ffffff' },
  space: { sky: ['#080b22', '#1c1a4a', '#54327a'], ground: ['#4a3b86', '#271f57', '#0d0b26'], light: '#b9c4ff' },
  castle: { sky: ['#3d4a6b', '#92758a', '#edb489'], ground: ['#7c6478', '#4a3d55', '#1f1b2b'], light: '#ffd7a3' },
  cafe: { sky: ['#2a1a14', '#5d3a24', '#b1763c'], ground: ['#6b4327', '#3f2718', '#1b100b'], light: '#ffc87c' },
  studio: { sky: ['#23262d', '#454a55', '#868b94'], ground: ['#5b606a', '#373b43', '#1b1d22'], light: '#fff4e6' },
};
const NIGHT_PALETTE: Palette = {
  sky: ['#070b1e', '#15234a', '#3d3f7c'],
  ground: ['#26305c', '#141c3c', '#080c1c'],
  light: '#9fc2ff',
};
const SUNSET_PALETTE: Palette = {
  sky: ['#3b2a5e', '#c0566b', '#ffb66b'],
  ground: ['#8a4a67', '#4f2d52', '#211630'],
  light: '#ffd08a',
};
const BACKDROPS: readonly [Palette['sky'], ...Palette['sky'][]] = [
  ['#23262d', '#454a55', '#868b94'],
  ['#2b1f2b', '#5a3f51', '#a37d83'],
  ['#14262c', '#2f535b', '#7fa39f'],
  ['#2d2419', '#66503a', '#b59873'],
];

/** Reads place and light out of a prompt; what it does not say, the seed decides. */
export const moodOf = (prompt: string, random: Random): Mood => {
  const scene = placeIn(prompt) ?? random.pick(['studio', 'city', 'sea', 'forest']);
  const isSunset = SUNSET.test(prompt);
  const isNight = scene === 'space' || (NIGHT.test(prompt) && !isSunset);
  const palette = paletteOf(scene, isNight, isSunset);
  return {
    scene,
    isNight,
    ...palette,
    ...(scene === 'studio' && !isNight && { sky: random.pick(BACKDROPS) }),
  };
};

/** The first place that is named: after the idea come light, lens and “negative space”. */
const placeIn = (prompt: string): SceneName | undefined =>
  SCENE_WORDS.map(([scene, words]) => ({ scene, at: prompt.search(words) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at)[0]?.scene;

const paletteOf = (scene: SceneName, isNight: boolean, isSunset: boolean): Palette => {
  if (scene === 'space' || scene === 'cafe' || scene === 'studio') return DAY[scene];
  if (isNight) return NIGHT_PALETTE;
  return isSunset ? SUNSET_PALETTE : DAY[scene];
};
