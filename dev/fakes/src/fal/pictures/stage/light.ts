import { mix, type Colour } from '../../../drawn-faces/colour';
import { firstNamed, words } from './words';

export type Time = 'day' | 'dawn' | 'sunset' | 'night' | 'neon';
export type Weather = 'clear' | 'rain' | 'snow' | 'fog';

/** Time of day and weather, and what they do to colours. */
export interface Light {
  readonly time: Time;
  readonly weather: Weather;
  /** The colours from the top to the horizon. */
  readonly sky: readonly [Colour, Colour, Colour];
  /** The sun or the moon. */
  readonly lamp: Colour;
  /** Whether windows and lanterns are lit, and the stars show. */
  readonly isDark: boolean;
  readonly ambient: Colour;
  readonly strength: number;
  readonly haze: Colour;
  readonly hazeStrength: number;
}

export const TIME_WORDS: Readonly<Record<Exclude<Time, 'day'>, RegExp>> = {
  neon: words('neon|cyberpunk|disco|nightclub|synthwave', 'неон|киберпанк|дискотек'),
  sunset: words('sunset|golden hour|dusk|evening|twilight', 'закат|вечер|сумер'),
  dawn: words('dawn|sunrise|morning|daybreak', 'рассвет|утр|зар[яеи](?![а-яё])'),
  night: words('night|midnight|moonlight|moonlit|stars|starry', 'ноч|полноч|зв[её]здн|при луне'),
};
export const WEATHER_WORDS: Readonly<Record<Exclude<Weather, 'clear'>, RegExp>> = {
  rain: words('rain|rainy|storm|downpour|umbrella', 'дожд|ливн|ливень|гроз[аыуе]|зонт'),
  snow: words('snow|snowfall|snowy|blizzard|winter|frost', 'снег|снеж|зим|метел|мороз'),
  fog: words('fog|mist|misty|foggy|haze', 'туман|дымк'),
};

type Palette = Pick<Light, 'sky' | 'lamp' | 'ambient' | 'strength' | 'haze'>;
const PALETTES: Readonly<Record<Time, Palette>> = {
  day: { sky: ['#56ade3', '#a5daf1', '#eef7ea'], lamp: '#fff6cf', ambient: '#fff2dc', strength: 0, haze: '#d9eef5' },
  dawn: { sky: ['#8297d6', '#f4b9bd', '#ffe6c4'], lamp: '#fff0cf', ambient: '#ee9fae', strength: 0.2, haze: '#ffdccb' },
  sunset: {
    sky: ['#51418c', '#e56b78', '#ffb964'],
    lamp: '#ffe39a',
    ambient: '#b53f6c',
    strength: 0.26,
    haze: '#ffa873',
  },
  night: {
    sky: ['#0b1436', '#1d2d66', '#4a55a0'],
    lamp: '#f6f1da',
    ambient: '#121b4e',
    strength: 0.52,
    haze: '#3f4c92',
  },
  neon: { sky: ['#150b38', '#43156e', '#c22f86'], lamp: '#ffd1f2', ambient: '#2c0f5c', strength: 0.5, haze: '#8a2f9a' },
};
const GREY: Readonly<Record<Weather, readonly [Colour, number]>> = {
  clear: ['#ffffff', 0],
  rain: ['#5f6f86', 0.55],
  snow: ['#c3d0e2', 0.4],
  fog: ['#d5dde2', 0.55],
};

export const lightOf = (time: Time, weather: Weather): Light => {
  const palette = PALETTES[time];
  const isDark = time === 'night' || time === 'neon';
  const [grey, share] = GREY[weather];
  const greyed = (colour: Colour): Colour => mix(colour, grey, isDark ? share * 0.35 : share);
  const [top, middle, low] = palette.sky;
  return {
    ...palette,
    time,
    weather,
    isDark,
    sky: [greyed(top), greyed(middle), greyed(low)],
    haze: greyed(palette.haze),
    ambient: weather === 'rain' && !isDark ? mix(palette.ambient, '#46566e', 0.8) : palette.ambient,
    strength: palette.strength + (weather === 'rain' && !isDark ? 0.22 : 0),
    hazeStrength: weather === 'fog' ? 1 : 0.72,
  };
};

/** The light that the prompt names; the place decides the aspects that the prompt leaves open. */
export const lightIn = (
  prompt: string,
  usual: { readonly time?: Time | undefined; readonly weather?: Weather | undefined },
): Light =>
  lightOf(
    TIME_WORDS.neon.test(prompt) ? 'neon' : (firstNamed(prompt, TIME_WORDS) ?? usual.time ?? 'day'), // neon means night
    firstNamed(prompt, WEATHER_WORDS) ?? usual.weather ?? 'clear',
  );

/**
 * Puts a drawing, which has the colours of a clear day, into this light. Things far away (`depth` 1) fade into the air. A share below 1
 * keeps more of the colours, because a face must be recognisable.
 */
export const lit = (svg: string, light: Light, depth = 0, share = 1): string =>
  svg.replace(/#[0-9a-f]{6}\b/g, (colour) =>
    mix(mix(colour, light.ambient, light.strength * share), light.haze, depth * light.hazeStrength),
  );
