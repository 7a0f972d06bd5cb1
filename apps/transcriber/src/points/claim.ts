/** The fewest words of a quote: a shorter quote could occur in any text, and proves nothing. */
const FEWEST_WORDS = 3;
/** How many letters identify a name in its forms and alphabets: «Борис», «Бориса», “Boris”. */
const STEM = 4;

/** What the model claims about a text, in the form in which the person may see it. */
interface Claim {
  readonly text: string;
  /**
   * Whether the text proves the claim. It does not when there is no quote, or when the quote is too short or lacks a number or a name of
   * the claim. Nor does it when an address was removed from the claim because the text does not have it.
   */
  readonly isBorne: boolean;
}

/**
 * The whole text that the model was given. Its names and addresses are looked for when a claim first needs them, and then once: the text may
 * have two megabytes, and a part of it a dozen claims.
 */
export class ClaimSource {
  constructor(private readonly text: string) {}

  private known: { names?: ReadonlySet<string>; addresses?: ReadonlySet<string> } = {};

  /** The stems of the names that the text has within a sentence. */
  get names(): ReadonlySet<string> {
    return (this.known.names ??= new Set(Array.from(this.text.matchAll(WITHIN), ([name]) => stemOf(name))));
  }

  get addresses(): ReadonlySet<string> {
    return (this.known.addresses ??= new Set(Array.from(this.text.matchAll(ADDRESS), ([one]) => addressed(one))));
  }
}

interface Evidence {
  readonly source: ClaimSource;
  /** The quote on which the claim rests, with its speaker's name in front; null where the text does not have the quote. */
  readonly quote: string | null;
  /**
   * Whether the claim is in another language than the text. A translation writes names in its own way, German writes every noun like a
   * name, and a paragraph may have a single word, so then only numbers and addresses are compared.
   */
  readonly isTranslated?: boolean;
}

/**
 * Compares the model's claim with its evidence, and removes addresses that the text does not have. A quote proves no number and no name
 * that it does not contain.
 */
export function claimOf(said: string, { source, quote, isTranslated = false }: Evidence): Claim {
  const { text, isWhole } = withoutInvented(said, source);
  const isBorne =
    isWhole &&
    quote !== null &&
    lacksNothing(numbersIn(said), numbersIn(quote)) &&
    (isTranslated || (isLongEnough(quote, said) && lacksNothing(namesIn(said, source), wordsIn(quote).map(stemOf))));
  return { text: asText(text), isBorne };
}

/** Compares a point with the points from which the model made it, which are its only evidence. */
export function claimFrom(origins: readonly { readonly text: string }[], said: string): Claim {
  const told = origins.map(({ text }) => text).join('\n');
  return claimOf(said, { source: new ClaimSource(told), quote: origins.length > 0 ? told : null });
}

/** Writes addresses in a form that no chat, reader or editor turns into links. */
export const asText = (text: string): string =>
  text.replace(ADDRESS, (address) =>
    address
      .replaceAll('://', '[:]//')
      .replaceAll('@', '[@]')
      .replaceAll(/\.(?=[\p{L}\p{N}])/gu, '[.]'),
  );

/**
 * Matches addresses of pages and of mail, with or without their scheme. What comes before `://`, `@` and the last dot has an upper limit, or
 * begins where a word begins. Otherwise one long word of a sent file, such as a picture in hexadecimal digits, would be read anew from each
 * of its letters, and take hours.
 */
const ADDRESS =
  /[a-z][a-z\d+.-]{0,30}:\/\/[^\s<>«»"]+|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}\.\p{L}{2,63}|(?<![\p{L}\p{N}-])(?:[\p{L}\p{N}-]+\.){1,10}(?:[a-z]{2,24}|рф)(?![\p{L}\p{N}])(?:\/[^\s<>«»"]*)?/giu;

/** Removes addresses that the text does not have, because an invented address could lead anywhere. */
function withoutInvented(said: string, source: ClaimSource): { readonly text: string; readonly isWhole: boolean } {
  let isWhole = true;
  const text = said.replace(ADDRESS, (address) => {
    if (source.addresses.has(addressed(address))) return address;
    isWhole = false;
    return '…';
  });
  return { text, isWhole };
}

/**
 * An address without the signs that end a sentence. A row of signs is read from its beginning alone: a text may have hundreds of thousands
 * of them in one address, and reading the row anew from each of them would take minutes.
 */
const addressed = (address: string): string => address.toLowerCase().replace(/(?<![.,;:!?)\]])[.,;:!?)\]]+$/, '');

const isLongEnough = (quote: string, said: string): boolean =>
  wordsIn(quote).length >= FEWEST_WORDS || lacksNothing(wordsIn(said).map(stemOf), wordsIn(quote).map(stemOf));

/** The numbers of a text as digits alone, without separators: «1 000 000» and “1,000,000” are the same. */
const numbersIn = (text: string): string[] => text.replace(/(?<=\d)[\s.,'’](?=\d{3}(?!\d))/gu, '').match(/\d+/g) ?? [];

/**
 * The names in a claim: words with a capital letter. The first word of a sentence always has one, so it counts as a
 * name only when the text elsewhere has it with a capital within a sentence, or when another name follows it.
 */
function namesIn(said: string, source: ClaimSource): string[] {
  return Array.from(said.matchAll(CAPITALISED)).flatMap(({ 0: word, index }) => {
    if (word.length < 2) return [];
    const isFirst = /(?:^|[.!?…:\n«"“(])[\s«"“(•—–-]*$/u.test(said.slice(Math.max(0, index - 8), index));
    const isFollowed = /^\s\p{Lu}/u.test(said.slice(index + word.length));
    return !isFirst || isFollowed || source.names.has(stemOf(word)) ? [stemOf(word)] : [];
  });
}
const CAPITALISED = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}]*/gu;
/** Matches a word with a capital in the middle of a sentence: a small letter comes before it. */
const WITHIN = /(?<=\p{Ll},? )\p{Lu}[\p{L}\p{M}]+/gu;

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/**
 * The first four letters of a word in Latin script, without vowels at its end, so that a name is the same in both alphabets and in its
 * forms. A row of vowels is read from its beginning alone, as the signs behind an address are.
 */
const stemOf = (word: string): string =>
  Array.from(word.toLowerCase(), (letter) => LATIN[letter] ?? letter)
    .join('')
    .replace(/(?<![aeiouy])[aeiouy]+$/, '')
    .slice(0, STEM);

// prettier-ignore
const LATIN: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o',
  п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e',
  ю: 'yu', я: 'ya',
};

const lacksNothing = (wanted: readonly string[], given: readonly string[]): boolean => {
  const has = new Set(given);
  return wanted.every((one) => has.has(one));
};
