import {
  BY_YEARS,
  FACE,
  GARMENTS,
  HIDES_NOTHING,
  HOLES,
  NO_CLOTHES,
  OF_FACE,
  OTHER_FACE,
  PARTS,
  PLACES,
  PUTS_FACE,
  REPLACES,
  TAKES_OFF,
  UNDRESSES,
  WITHOUT_GARMENT,
} from './edit-words';
import { FewLetters } from '../moderation/few-letters';
import { readingsOf } from '../moderation/readings';
import { list } from '../moderation/refused-words';
import { isSuggestive, namesChild, oneFolded, whole } from '../moderation/word-rules';

export type EditRule = 'undresses' | 'child' | 'other-face';

/** Matches up to three words between a verb and its object, none of which is one of `words`. */
const nearWithout = (words: readonly string[]): string =>
  String.raw`(?:[ ,-]{1,2}(?!${whole(oneFolded(words))})[\p{L}\p{N}'’]{1,15}){0,3}[ ,-]{1,2}`;
const PEOPLE = list(`
  нее, него, них, меня, себя, нас, всех, девушки, женщины, мужчины, парня, модели, человека, людей, ней, нем, мне, her, him, them, me, us, the woman,
  the man, the girl, the person, the model`);
/** «С неё», «с девушки», "all of her": the person from whom a thing is taken off. It does not count as a place. */
const FROM_PERSON = `(?:[ ,-]{1,2}(?:all|${oneFolded(list('с, со, у, на, from, off, on'))} ${oneFolded(PEOPLE)}|${oneFolded(list('пожалуйста, please'))},? ${oneFolded(list('с, со, у'))} ${oneFolded(PEOPLE)}|(?:all|most|some|any) of (?:the|her|his|their)))?`;
const NEAR = String.raw`(?:[ -]{1,2}[\p{L}\p{N}'’]{1,15}){0,3}[ -]{1,2}`;
/** Matches a garment, except in the prepositional case («на красном платье») and before a thing on it ("the shirt stain"). */
const ON_IT = String.raw`(?<!(?:^|[^\p{L}])${oneFolded(list('на, в, по, о'))}(?: \p{L}{1,12}${oneFolded(list('ом, ем, ой, ей'))})? )`;
const garment = String.raw`${ON_IT}${oneFolded(GARMENTS)}(?! ${oneFolded(PARTS)}(?!\p{L}))`;

type PatternRule = Exclude<EditRule, 'child'>;

/** The patterns of each rule except that about children. The spec checks that each repetition has an upper limit. */
export const EDIT_PATTERNS: Readonly<Record<PatternRule, readonly string[]>> = {
  undresses: [
    whole(oneFolded(UNDRESSES)),
    String.raw`(?<![\p{N}])18 ?\+`,
    // «Сними всё», when nothing is named after it.
    whole(`${oneFolded(list('сними, снимите, снять, скинь, сбрось'))}${FROM_PERSON} ${oneFolded(list('все'))}`) +
      String.raw`(?! \p{L})`,
    whole(`${oneFolded(HOLES)}${NEAR}${oneFolded(GARMENTS)}`),
    whole(`${oneFolded(GARMENTS)}${NEAR}${oneFolded(HIDES_NOTHING)}`),
    whole(`${oneFolded(HIDES_NOTHING)}${NEAR}${oneFolded(GARMENTS)}`),
    whole(`${oneFolded(TAKES_OFF)}${FROM_PERSON}${nearWithout(PLACES)}${garment}`),
    whole(`${garment}${NEAR}${oneFolded(TAKES_OFF)}`),
    whole(
      `(?:take|takes|taking|rip|slip|pull|cut|get) ${String.raw`(?:[\p{L}'’]{1,15} ){0,3}`}${oneFolded(GARMENTS)} (?:off|down|up|away|aside)`,
    ),
    whole(`(?:без|sans) ${String.raw`(?:[\p{L}]{1,15} ){0,2}`}${oneFolded(WITHOUT_GARMENT)}`),
    whole(`(?:without|no|minus|sans) ${String.raw`(?:[\p{L}'’]{1,15} ){0,2}`}${garment}`),
    whole(`(?:under|beneath|underneath|below|behind) ${String.raw`(?:[\p{L}'’]{1,15} ){0,2}`}${garment}`),
    whole(`${oneFolded(REPLACES)}${nearWithout(PLACES)}${garment}${NEAR}${oneFolded(NO_CLOTHES)}`),
  ],
  'other-face': [
    whole(oneFolded(OTHER_FACE)),
    whole(
      `${oneFolded(PUTS_FACE)}${nearWithout(OF_FACE)}${oneFolded(FACE)}(?! (?:expression|colou?r|tone|shape|light))`,
    ),
  ],
};

interface Compiled {
  readonly alphabet: FewLetters;
  readonly patterns: Readonly<Record<PatternRule, readonly RegExp[]>>;
}
let compiled: Compiled | undefined;

/** The patterns in a small alphabet, because V8 would take seconds for them in their own. They are made when the first edit comes. */
function compiledPatterns(): Compiled {
  if (compiled) return compiled;
  const alphabet = new FewLetters(Object.values(EDIT_PATTERNS).flat());
  const ofRule = (rule: PatternRule) => EDIT_PATTERNS[rule].map((pattern) => alphabet.pattern(pattern, 'u'));
  return (compiled = { alphabet, patterns: { undresses: ofRule('undresses'), 'other-face': ofRule('other-face') } });
}

/**
 * The rule of edits that a sentence breaks, in addition to the rules of ideas; null if a model may read the sentence. An edit changes a
 * picture of a real person, so no wording may undress a person, show a child, or bring in another person's face.
 */
export function brokenEditRule(change: string): EditRule | null {
  if (namesChild(BY_YEARS.reduce((rest, years) => rest.replace(years, ' '), change))) return 'child';
  const { alphabet, patterns } = compiledPatterns();
  const readings = readingsOf(change).map((reading) => alphabet.written(reading));
  const breaks = (rule: PatternRule): boolean =>
    patterns[rule].some((pattern) => readings.some((reading) => pattern.test(reading)));
  if (isSuggestive(change) || breaks('undresses')) return 'undresses';
  return breaks('other-face') ? 'other-face' : null;
}
