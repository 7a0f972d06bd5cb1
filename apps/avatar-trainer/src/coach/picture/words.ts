import type { Language } from '@aisha/domain';
import type { Angle, Distance, Light } from '../view';

/** What is written on the map: short, because a phone shows it 400 pixels wide. */
interface MapWords {
  readonly title: string;
  readonly photos: (count: number) => string;
  readonly angles: Readonly<Record<Angle, string>>;
  readonly distances: Readonly<Record<Distance, string>>;
  readonly light: string;
  readonly lights: Readonly<Record<Light, string>>;
  readonly places: (count: number) => string;
}

const placesRu = new Intl.PluralRules('ru');
const PLACE_RU: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: 'место', few: 'места' };

export const MAP_WORDS: Readonly<Record<Language, MapWords>> = {
  ru: {
    title: 'Ваш набор',
    photos: (count) => `${count} фото`,
    angles: { left: '← сбоку', straight: 'прямо', right: 'сбоку →' },
    distances: { face: 'Лицо', shoulders: 'По плечи', waist: 'По пояс' },
    light: 'Свет',
    lights: { dim: 'темнее', even: 'ровный', bright: 'яркий' },
    places: (count) => `Фон: ${count} ${PLACE_RU[placesRu.select(count)] ?? 'мест'}`,
  },
  en: {
    title: 'Your photos',
    photos: (count) => `${count} photos`,
    angles: { left: '← side', straight: 'straight', right: 'side →' },
    distances: { face: 'Face', shoulders: 'Shoulders', waist: 'Waist' },
    light: 'Light',
    lights: { dim: 'dim', even: 'even', bright: 'bright' },
    places: (count) => `Background: ${count} ${count === 1 ? 'place' : 'places'}`,
  },
  de: {
    title: 'Ihre Fotos',
    photos: (count) => `${count} Fotos`,
    angles: { left: '← seitlich', straight: 'frontal', right: 'seitlich →' },
    distances: { face: 'Gesicht', shoulders: 'Schultern', waist: 'Hüfte' },
    light: 'Licht',
    lights: { dim: 'dunkel', even: 'mild', bright: 'hell' },
    places: (count) => `Hintergrund: ${count} ${count === 1 ? 'Ort' : 'Orte'}`,
  },
};
