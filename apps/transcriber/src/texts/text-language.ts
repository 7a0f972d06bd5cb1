const CYRILLIC = /\p{Script=Cyrillic}/gu;
const LETTERS = /\p{L}/gu;
/** Letters and small words that are frequent in German and do not exist in English. */
const GERMAN = /[äöüß]|\b(und|der|das|nicht|ist|ein|eine|mit|von|zu)\b/giu;
/**
 * A text counts as German when it has more than one sign of German for this many letters. In German every tenth word is such a sign or
 * contains one; in English hardly any word does.
 */
const CHARACTERS_A_GERMAN_SIGN = 60;

/**
 * The language in which a text is read aloud: Russian when most of its letters are Cyrillic, else German when it has enough signs of
 * German, and else English.
 */
export function languageOf(text: string): 'ru' | 'de' | 'en' {
  const letters = countOf(text, LETTERS);
  if (countOf(text, CYRILLIC) * 2 > letters) return 'ru';
  return countOf(text, GERMAN) * CHARACTERS_A_GERMAN_SIGN > letters ? 'de' : 'en';
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
