import { createHash } from 'node:crypto';
import { toEnglish } from './dictionary';

/** The language (ISO 639-1), by script and a few telling letters. */
export const languageOf = (text: string): string => {
  if (/[іїєґ]/i.test(text)) return 'uk';
  if (/[а-яё]/i.test(text)) return 'ru';
  if (/[\u3040-\u30ff]/.test(text)) return 'ja';
  if (/[\u4e00-\u9fff]/.test(text)) return 'zh';
  if (/[\uac00-\ud7af]/.test(text)) return 'ko';
  if (/[\u0600-\u06ff]/.test(text)) return 'ar';
  if (/[ñ¿¡]/i.test(text)) return 'es';
  if (/[äöüß]/i.test(text)) return 'de';
  return /[àâçèêëîïôùû]/i.test(text) ? 'fr' : 'en';
};

export const translated = (text: string): string => (/[а-яё]/i.test(text) ? toEnglish(text) : text.trim());

const LIGHTS = [
  'soft golden hour light with a gentle rim',
  'dramatic chiaroscuro side light',
  'diffused overcast light with clean shadows',
  'warm practical lights and a cool fill',
];
const LENSES = ['85mm lens at f/1.4', '50mm lens at f/1.8', '35mm lens at f/2', '105mm lens at f/2'];
const COMPOSITIONS = [
  'rule of thirds, layered depth',
  'centred composition with leading lines',
  'low angle, strong silhouette',
  'medium close-up, generous negative space',
];

/** Chooses an option; the same text always gets the same option. */
export const choose = (options: readonly string[], text: string): string =>
  options[(createHash('sha256').update(text).digest()[0] ?? 0) % options.length] ?? '';

export const lightFor = (text: string): string => choose(LIGHTS, `light ${text}`);
export const lensFor = (text: string): string => choose(LENSES, `lens ${text}`);
export const compositionFor = (text: string): string => choose(COMPOSITIONS, `composition ${text}`);

/** The idea as a photographer would brief it. */
export const enhanced = (idea: string): string =>
  `${capitalized(translated(idea))}, cinematic photograph, ${lightFor(idea)}, ${lensFor(idea)}, ${compositionFor(idea)}, ` +
  'detailed expressive eyes, natural skin texture, sharp focus on the face, subtle film grain, true-to-life colours';

export const sentencesIn = (text: string): readonly string[] =>
  (text.match(/[^.!?…]+[.!?…]*/g) ?? []).map((one) => one.trim()).filter((one) => one !== '');

const SENTENCES_OF_A_SUMMARY = 2;
export const summaryOf = (text: string): string => sentencesIn(text).slice(0, SENTENCES_OF_A_SUMMARY).join(' ') || text;

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
