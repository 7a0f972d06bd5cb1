import { asksForLikeness, LIKENESS_PATTERNS, PUBLIC_FIGURES, PUBLIC_FIGURES_UNSPACED } from './named-people';
import { folded, readingsOf } from './readings';
import {
  ABUSE,
  AT_THE_AGE_OF,
  CHILDREN,
  INNOCENT,
  SEXUAL,
  SUGGESTIVE,
  YEARS_OLD,
  YOUNG,
  type Words,
} from './refused-words';

export type WordRule = 'sexual' | 'children' | 'named-person';

/** Between the words of a phrase: «13-летняя», "see-through". */
const GAP = String.raw`[^\p{L}\p{N}]{0,3}`;
const ENDING = String.raw`\p{L}{0,8}`;

const oneOf = (words: readonly string[], gap = GAP): string => {
  const patterns = words.map((word) => folded(word).replaceAll('*', ENDING).replaceAll(' ', gap));
  return `(?:${[...new Set(patterns)].join('|')})`;
};
const inAnyLanguage = (words: Words, gap = GAP): string => oneOf(Object.values(words).flat(), gap);
const whole = (pattern: string): string => String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`;

const age = `${oneOf(YOUNG)}${GAP}${oneOf(YEARS_OLD)}|${oneOf(AT_THE_AGE_OF)}${GAP}${oneOf(YOUNG)}`;

/** "No: nude" is no denial, so an innocent phrase bears nothing but a space or a hyphen. */
const innocent = new RegExp(whole(inAnyLanguage(INNOCENT, '[ -]?')), 'gu');
const refused = {
  sexual: new RegExp(whole(inAnyLanguage(SEXUAL)), 'u'),
  abuse: new RegExp(whole(inAnyLanguage(ABUSE)), 'u'),
  child: new RegExp(whole(`${inAnyLanguage(CHILDREN)}|${age}`), 'u'),
  suggestive: new RegExp(whole(inAnyLanguage(SUGGESTIVE)), 'u'),
  publicFigure: new RegExp(`${whole(oneOf(PUBLIC_FIGURES))}|${oneOf(PUBLIC_FIGURES_UNSPACED)}`, 'u'),
};

/** For the spec: each repetition in them has a bound, so a text takes time in proportion to its length. */
export const RULE_PATTERNS: readonly RegExp[] = [innocent, ...Object.values(refused), ...LIKENESS_PATTERNS];

/** The rule by which a text is refused, whatever a model says of it; null if a model may read it. */
export function brokenRule(text: string): WordRule | null {
  const readings = readingsOf(text).map((reading) => reading.replace(innocent, ' '));
  const isIn = (pattern: RegExp): boolean => readings.some((reading) => pattern.test(reading));
  const isSexual = isIn(refused.sexual);
  if (isIn(refused.abuse) || ((isSexual || isIn(refused.suggestive)) && isIn(refused.child))) return 'children';
  if (isSexual) return 'sexual';
  return isIn(refused.publicFigure) || asksForLikeness(text.normalize('NFKC')) ? 'named-person' : null;
}
