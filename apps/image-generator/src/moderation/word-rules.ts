import {
  ARREST,
  ARREST_UNSPACED,
  AS_NEWS,
  AS_NEWS_UNSPACED,
  CHILDLIKE,
  DOCUMENT,
  DOCUMENT_UNSPACED,
  FORGED,
  HARM,
  HATE,
  HATE_UNSPACED,
  CLOTHES,
  IN_BED,
  INNOCENT_DOCUMENT,
  MORE_FIGURES,
  OFFICE,
  OFFICE_OF_ONE,
  RIDDLE,
  SEXUAL_ROUNDABOUT,
  TAKE_OFF,
} from './hostile-words';
import { FewLetters } from './few-letters';
import { asksForLikeness, LIKENESS_PATTERNS, MET, PUBLIC_FIGURES, PUBLIC_FIGURES_UNSPACED } from './named-people';
import {
  CHILDREN_ELSEWHERE,
  CHILDREN_UNSPACED,
  INNOCENT_ELSEWHERE,
  SEXUAL_ELSEWHERE,
  SEXUAL_UNSPACED,
  SUGGESTIVE_ELSEWHERE,
  SUGGESTIVE_UNSPACED,
} from './other-languages';
import { folded, readingsOf } from './readings';
import {
  ABUSE,
  AT_THE_AGE_OF,
  CHILDREN,
  ENDING,
  GROWN_IN_TWO,
  INNOCENT,
  oneOf,
  SEXUAL,
  SUGGESTIVE,
  TENS,
  UNITS,
  YEARS_OLD,
  YOUNG,
  type Words,
} from './refused-words';

export type WordRule = 'sexual' | 'children' | 'harm' | 'hate' | 'document' | 'news' | 'named-person' | 'riddle';

/** The characters that may be between the parts of a phrase, as in «13-летняя» and "see-through". */
const GAP = String.raw`[^\p{L}\p{N}]{0,3}`;

/** A pattern that matches any of the words in a folded reading of a text. */
export const oneFolded = (words: readonly string[], gap = GAP): string =>
  oneOf(words.map((word) => folded(word).replaceAll(' ', gap)));
const inAnyLanguage = (words: Words, gap = GAP): string => oneFolded(Object.values(words).flat(), gap);
/** Lets a pattern match whole words only, and no part of a word. */
export const whole = (pattern: string): string => String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`;

/** Up to two words between two words of one rule. Spaces and hyphens may separate them, but no comma, because a comma ends a phrase. */
const NEAR = String.raw`(?:[ -]{1,2}[\p{L}\p{N}]{1,15}){0,2}[ -]{1,2}`;
/**
 * Roman numerals of ages, in texts such as "aged XII". YEARS_ELSEWHERE and its neighbours cover others: "a girl of twelve", "12 anni",
 * "born in 2015".
 */
const ROMAN = '(?:iv|v|vi|vii|viii|ix|x|xi|xii|xiii|xiv|xv|xvi|xvii)';
const YEARS_ELSEWHERE =
  '(?:років|роки|рік|річн|годин|rokow|lat|lata|letni|letnia|anni|anos|yasinda|yasindaki|rokov|roku|jaar|jarig|ar gammal|eves|ani|vuotias|godina|zhas|жас|жасар)';
/**
 * A young age, and no second half of an older one: «двадцать пять» is twenty-five. Where a space precedes the unit and a hyphen follows it,
 * the unit is an age for itself: "twenty five-year-olds" are twenty people.
 */
const young = `${oneFolded(YOUNG)}(?<!(?<![\\p{L}\\p{N}])(?:${oneFolded(TENS, ' ')}(?: {1,3}${oneFolded(UNITS)}(?!-)|[-‐–]${oneFolded(UNITS)})|${oneFolded(GROWN_IN_TWO, '[ ‐–-]')}))`;
const elsewhereAge = `${young}${GAP}${folded(YEARS_ELSEWHERE)}|(?:aged?|age of)${GAP}${ROMAN}|(?:girl|boy|kid|she|he)${GAP}of${GAP}${young}|born${GAP}in${GAP}20(?:09|1[0-9]|2[0-9])|родил${ENDING}${GAP}в${GAP}20(?:09|1[0-9]|2[0-9])`;
const age = `${elsewhereAge}|${young}${GAP}${oneFolded(YEARS_OLD)}|${oneFolded(AT_THE_AGE_OF)}${GAP}${young}`;

/** Innocent phrases. Only a space or a hyphen may separate the words of a phrase: "No: nude" is not the innocent "no nude". */
const INNOCENT_PHRASES = whole(
  `${inAnyLanguage(INNOCENT, '[ -]?')}|${oneFolded([...INNOCENT_ELSEWHERE, ...INNOCENT_DOCUMENT], '[ -]?')}`,
);
const document = oneFolded(DOCUMENT);
const forged = oneFolded(FORGED);
const REFUSED = {
  sexual: `${whole(`${inAnyLanguage(SEXUAL)}|${oneFolded([...SEXUAL_ELSEWHERE, ...SEXUAL_ROUNDABOUT])}`)}|${oneFolded(SEXUAL_UNSPACED)}`,
  abuse: whole(inAnyLanguage(ABUSE)),
  child: `${whole(`${inAnyLanguage(CHILDREN)}|${oneFolded([...CHILDREN_ELSEWHERE, ...CHILDLIKE])}|${age}`)}|${oneFolded(CHILDREN_UNSPACED)}|[1-9一二三四五六七八九十][0-7一二三四五六七]?[岁歳]|[1-9][0-7]? ?살`,
  suggestive: `${whole(`${inAnyLanguage(SUGGESTIVE)}|${oneFolded(SUGGESTIVE_ELSEWHERE)}`)}|${oneFolded(SUGGESTIVE_UNSPACED)}`,
  inBed: whole(oneFolded(IN_BED)),
  harm: whole(oneFolded(HARM)),
  hate: `${whole(oneFolded(HATE))}|${oneFolded(HATE_UNSPACED)}`,
  document: `${whole(`${forged}${NEAR}${document}|${document}${NEAR}${forged}`)}|${oneFolded(DOCUMENT_UNSPACED)}`,
  arrest: `${whole(oneFolded(ARREST))}|${oneFolded(ARREST_UNSPACED)}`,
  asNews: `${whole(oneFolded(AS_NEWS))}|${oneFolded(AS_NEWS_UNSPACED)}`,
  publicFigure: `${whole(`${oneFolded([...PUBLIC_FIGURES, ...MORE_FIGURES, ...OFFICE_OF_ONE])}|${oneFolded(MET)}${NEAR}${oneFolded(OFFICE)}`)}|${oneFolded(PUBLIC_FIGURES_UNSPACED)}`,
  riddle: whole(oneFolded(RIDDLE)),
  undressing: whole(
    `${oneFolded(TAKE_OFF)}${NEAR}${oneFolded(CLOTHES)}|${oneFolded(CLOTHES)}${NEAR}${oneFolded(TAKE_OFF)}`,
  ),
};
const alphabet = new FewLetters([INNOCENT_PHRASES, ...Object.values(REFUSED)]);
const innocent = alphabet.pattern(INNOCENT_PHRASES, 'gu');
const refused = Object.fromEntries(
  Object.entries(REFUSED).map(([what, source]) => [what, alphabet.pattern(source, 'u')]),
) as Record<keyof typeof REFUSED, RegExp>;

/** Emoji that are sexual when two different ones are in one text: 🍆💦. The emoji 🔞 is sexual alone, too. */
const EMOJI = ['🍆', '🍑', '💦', '👅', '🔞', '🍌'];
const isSexualInEmoji = (text: string): boolean =>
  text.includes('🔞') || EMOJI.filter((emoji) => text.includes(emoji)).length > 1;

/**
 * All patterns of the rules. The spec checks that each repetition in them has an upper limit, so that the time of a check is proportional
 * to the length of the text.
 */
export const RULE_PATTERNS: readonly RegExp[] = [innocent, ...Object.values(refused), ...LIKENESS_PATTERNS];

/** The people for whom a text is drawn. The rules are stricter for a child, for a person of unknown age, and for several people. */
export interface DrawnFor {
  /** Whether the avatar is a child's, or of unknown age. Each text about it is then judged as if the text also had a word for a child. */
  readonly isDrawnAsChild: boolean;
  /**
   * Whether the text is for a picture of several people. One of them writes the text and all of them are shown, so no wording may undress
   * anybody, and no child may be in the text.
   */
  readonly areSeveral?: boolean;
}

/** The rule that refuses a text, whatever a model says of it; null if a model may read the text. */
export function brokenRule(
  text: string,
  { isDrawnAsChild, areSeveral = false }: DrawnFor = { isDrawnAsChild: false },
): WordRule | null {
  const readings = readingsOf(text).map((reading) => alphabet.written(reading).replace(innocent, ' '));
  const isIn = (pattern: RegExp): boolean => readings.some((reading) => pattern.test(reading));
  const isSuggestive = isIn(refused.suggestive);
  const isSexual = isIn(refused.sexual) || isSexualInEmoji(text) || (isSuggestive && isIn(refused.inBed));
  const isOfChild = isDrawnAsChild || isIn(refused.child);
  if (isIn(refused.abuse) || ((isSexual || isSuggestive) && isOfChild)) return 'children';
  if (areSeveral && isIn(refused.child)) return 'children';
  if (isSexual || (areSeveral && isIn(refused.undressing))) return 'sexual';
  if (isIn(refused.harm)) return 'harm';
  if (isIn(refused.hate)) return 'hate';
  if (isIn(refused.document)) return 'document';
  if (isIn(refused.arrest) && isIn(refused.asNews)) return 'news';
  if (isIn(refused.publicFigure) || asksForLikeness(text.normalize('NFKC'))) return 'named-person';
  return isIn(refused.riddle) ? 'riddle' : null;
}

/** Whether a text names a child, a child's age, or the abuse of children. An innocent phrase does not count. */
export const namesChild = (text: string): boolean =>
  readingsOf(text)
    .map((reading) => alphabet.written(reading).replace(innocent, ' '))
    .some((reading) => refused.child.test(reading) || refused.abuse.test(reading));

/**
 * Whether a text has a word that an idea about a grown person may have, such as lingerie, or a word that makes such a word sexual, such as a
 * bed.
 */
export const isSuggestive = (text: string): boolean =>
  readingsOf(text)
    .map((reading) => alphabet.written(reading).replace(innocent, ' '))
    .some((reading) => refused.suggestive.test(reading) || refused.inBed.test(reading));
