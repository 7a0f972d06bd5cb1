export const PROMPT_LANGUAGES = ['ru', 'en', 'other'] as const;
export type PromptLanguage = (typeof PROMPT_LANGUAGES)[number];

/**
 * Recognises the language by its letters: `ru` when most are Cyrillic, `en` when most are Latin or there are none, `other` when most are of
 * other scripts.
 */
export function languageOfScript(text: string): PromptLanguage {
  const count = (script: RegExp): number => text.match(script)?.length ?? 0;
  const [cyrillic, latin, all] = [count(/\p{Script=Cyrillic}/gu), count(/\p{Script=Latin}/gu), count(/\p{L}/gu)];
  if (cyrillic + latin < all / 2) return 'other';
  return cyrillic >= latin && cyrillic > 0 ? 'ru' : 'en';
}
