import type { TrainingType } from '@aisha/domain';
import { tidied } from './avatar-words';
import { translateKnown } from './dictionary';
import { separateUnwanted } from './unwanted';

export const PROMPT_LANGUAGES = ['ru', 'en', 'other'] as const;
export type PromptLanguage = (typeof PROMPT_LANGUAGES)[number];

/** An idea in the model's language, before the avatar's words are added. */
export interface Scene {
  readonly language: PromptLanguage;
  readonly text: string;
  readonly unwanted: readonly string[];
}

/** By the script of most letters. */
export function languageOfScript(text: string): PromptLanguage {
  const count = (script: RegExp): number => text.match(script)?.length ?? 0;
  const [cyrillic, latin, all] = [count(/\p{Script=Cyrillic}/gu), count(/\p{Script=Latin}/gu), count(/\p{L}/gu)];
  if (cyrillic + latin < all / 2) return 'other';
  return cyrillic >= latin && cyrillic > 0 ? 'ru' : 'en';
}

/** Camera, light, eyes: what makes a photograph of a face good with Flux. */
const PHOTOGRAPH =
  'cinematic photograph, soft directional light, 85mm lens at f/1.8, shallow depth of field, sharp expressive eyes, natural skin texture, detailed face';
const PAINTING = 'expressive light, detailed face and eyes, harmonious composition, rich detail';
const STYLE = 'harmonious composition, expressive light, rich detail';

const IS_PAINTED =
  /\b(anime|manga|cartoon|comic|painting|oil paint|watercolou?r|drawing|sketch|illustration|pixel art|3d render)\b/i;

/** Rewrites an idea in English and positively, by rules alone. */
export function sceneByRules(prompt: string, trainingType: TrainingType): Scene {
  const language = languageOfScript(prompt);
  const { text, unwanted, instead } = separateUnwanted(tidied(prompt));
  const english = language === 'ru' ? translateKnown(text) : text;
  const manner = trainingType === 'style' ? STYLE : IS_PAINTED.test(english) ? PAINTING : PHOTOGRAPH;
  return { language, text: tidied([english, ...instead, manner].join(', ')), unwanted };
}
