export const PROMPT_LANGUAGES = ['ru', 'en', 'other'] as const;
export type PromptLanguage = (typeof PROMPT_LANGUAGES)[number];

/** Recognises the language by the script of most letters. */
export function languageOfScript(text: string): PromptLanguage {
  const count = (script: RegExp): number => text.match(script)?.length ?? 0;
  const [cyrillic, latin, all] = [count(/\p{Script=Cyrillic}/gu), count(/\p{Script=Latin}/gu), count(/\p{L}/gu)];
  if (cyrillic + latin < all / 2) return 'other';
  return cyrillic >= latin && cyrillic > 0 ? 'ru' : 'en';
}
