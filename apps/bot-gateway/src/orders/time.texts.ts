import type { Language } from '@aisha/domain';

const WORDS = {
  ru: { about: 'около', seconds: 'секунд', minutes: 'мин', hours: 'ч' },
  en: { about: 'about', seconds: 'seconds', minutes: 'min', hours: 'h' },
} satisfies Record<Language, object>;

/** «1:06»: a length of sound, in seconds. */
export const lengthText = (seconds: number): string =>
  `${Math.floor(Math.round(seconds) / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;

/** Below 50 s in steps of five seconds, up to two hours in started minutes, then in hours: a finer figure would promise more than is known. */
export function aboutTime(seconds: number, language: Language): string {
  const words = WORDS[language];
  if (seconds < 50) return `${words.about} ${Math.max(5, Math.ceil(seconds / 5) * 5)} ${words.seconds}`;
  if (seconds <= 7_200) return `${words.about} ${Math.ceil(seconds / 60)} ${words.minutes}`;
  return `${words.about} ${Math.ceil(seconds / 3_600)} ${words.hours}`;
}

/** After the wait: what such an order takes, if it is measured. */
export const thenRu = (takes: number | null): string =>
  takes === null ? '' : `, потом обычно ${aboutTime(takes, 'ru')}`;
export const thenEn = (takes: number | null): string =>
  takes === null ? '' : `, then usually ${aboutTime(takes, 'en')}`;
