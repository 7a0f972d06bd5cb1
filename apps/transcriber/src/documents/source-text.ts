import type { Language } from '@aisha/domain';
import type { Transcript } from '@aisha/kinds/tables';
import { calledIn } from '../export/speaker';
import { ClaimSource } from '../points/claim';
import { wholeCharacters } from '../texts/text-pieces';

/**
 * A stretch of a text. It is counted in characters of speech, without the speakers' names, because the person may change a name at any
 * time.
 */
export interface Extent {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** What a search for words finds in the text. */
export interface Found {
  readonly isThere: boolean;
  /** The words exactly as the text has them; null when the text does not have them. */
  readonly quote: string | null;
  /** The time at which the words are said, in seconds into the recording; null for a text without a recording. */
  readonly at: number | null;
}

/** The shortest quote, in characters: a shorter quote occurs in almost every text, and proves nothing. */
const SHORTEST_QUOTE = 8;
/**
 * The longest stretch of the text that a quote may take, in characters: the model is asked for twenty words at most. The signs between two
 * words of a sent text may be millions, which a PDF would take minutes to set.
 */
const LONGEST_QUOTE = 2_000;

/** A segment of the recording as a line of the text: the speaker's name, if there is one, and the words. */
interface Line {
  /** The offset at which the line begins in the text. */
  readonly offset: number;
  /** The length in characters of the speaker's name at the beginning of the line. */
  readonly name: number;
  /** The length in characters of the speakers' names in all earlier lines together. */
  readonly namesBefore: number;
  /** The time at which the line is said, in seconds into the recording. */
  readonly at: number;
}

/** The text from which a document is made, and in which the document's quotes are found. */
export class SourceText {
  private constructor(
    readonly text: string,
    /** The lines in order; none without a recording. */
    private readonly lines: readonly Line[],
  ) {
    this.claimed = new ClaimSource(text);
  }

  /** The text as the claims of a model are compared with it. */
  readonly claimed: ClaimSource;
  private comparable: Words | undefined;
  /** The index of the words. It is built at the first search for a quote, because many texts are only cut and never searched. */
  private get words(): Words {
    return (this.comparable ??= wordsOf(this.text));
  }

  /**
   * Builds the text. With a language, a speaker whom the person has not named gets the name that the bot uses in that language. Without a
   * language, such a speaker gets only the model's label, so that a search for «голос» does not find every line.
   */
  static of(
    { content, segments, speakers }: Pick<Transcript, 'content' | 'segments' | 'speakers'>,
    language: Language | null,
  ): SourceText {
    if (segments.length === 0) return new SourceText(content, []);
    const lines: Line[] = [];
    let [text, namesBefore] = ['', 0];
    // Doubtful words are left out: a quote of them could seem to prove something that the model invented.
    const taken = segments.filter(({ doubt }) => doubt === null);
    const called = (label: string) => (language ? calledIn(language, speakers, label) : (speakers[label] ?? label));
    for (const { text: said, startsAt, speaker } of taken) {
      const name = speaker === null ? '' : `${called(speaker)}: `;
      lines.push({ offset: text.length, name: name.length, namesBefore, at: startsAt });
      text += `${name}${said}\n`;
      namesBefore += name.length;
    }
    return new SourceText(text, lines);
  }

  /**
   * Cuts the text into parts of at most this many characters, names included. It cuts between lines, sentences or words, and cuts a word
   * only when it is longer than a part.
   */
  parts(atMost: number): Extent[] {
    const parts: Extent[] = [];
    for (let from = 0; from < this.text.length;) {
      const to = from + atMost >= this.text.length ? this.text.length : this.cutBefore(from, from + atMost);
      const part = { startsAt: this.withoutNames(from), endsAt: this.withoutNames(to) };
      if (part.endsAt > part.startsAt) parts.push(part); // an empty part is a piece of a name, which belongs to the words after it
      from = to;
    }
    return parts;
  }

  partOf({ startsAt, endsAt }: Extent): string {
    return this.text.slice(this.withNames(startsAt), this.withNames(endsAt));
  }

  /**
   * Finds these words in the text, in this order; the case of letters and the signs between words may differ. A quote with fewer than
   * SHORTEST_QUOTE characters of speech, or one that takes more than LONGEST_QUOTE characters of the text, is not found. Returns the words
   * as the text has them, and when they are said. Prefers a place that does not lie before the given part.
   */
  find(words: string, { startsAt }: Extent): Found {
    const sought = wordsOf(words).text.trim();
    if (sought.length < SHORTEST_QUOTE) return NOT_THERE;
    const nearby = this.words.text.indexOf(` ${sought} `, this.placeOf(this.withNames(startsAt)));
    const found = nearby === -1 ? this.words.text.indexOf(` ${sought} `) : nearby;
    if (found === -1) return NOT_THERE;
    const [begins, ends] = [found + 1, found + 1 + sought.length].map((place) => this.words.offsets[place]);
    if (begins === undefined || ends === undefined || ends - begins > LONGEST_QUOTE) return NOT_THERE;
    if (wordsOf(this.saidIn(begins, ends)).text.trim().length < SHORTEST_QUOTE) return NOT_THERE;
    return {
      isThere: true,
      quote: this.text.slice(begins, ends),
      at: this.lines.findLast((line) => line.offset <= begins)?.at ?? null,
    };
  }

  /**
   * The evidence for a claim: the name of the speaker, if there is one, and the quoted words; null when the text does not have the words.
   */
  evidenceOf({ quote, at }: Found): string | null {
    if (quote === null) return null;
    const line = this.lines.findLast((one) => one.at === at);
    return line ? `${this.text.slice(line.offset, line.offset + line.name)}${quote}` : quote;
  }

  /** A stretch of the text without the speakers' names, because a name proves nothing. */
  private saidIn(begins: number, ends: number): string {
    let [said, from] = ['', begins];
    for (const { offset, name } of this.lines) {
      if (offset >= ends || offset + name <= begins) continue;
      said += this.text.slice(from, Math.max(from, offset));
      from = offset + name;
    }
    return said + this.text.slice(from, Math.max(from, ends));
  }

  /** Converts an offset in the text to one that does not count the speakers' names. */
  private withoutNames(offset: number): number {
    const line = this.lines.findLast((one) => one.offset <= offset);
    return line ? offset - line.namesBefore - Math.min(line.name, offset - line.offset) : offset;
  }

  /** The reverse of `withoutNames`. The beginning of a line is the place before its speaker's name. */
  private withNames(offset: number): number {
    const line = this.lines.findLast((one) => one.offset - one.namesBefore <= offset);
    if (!line) return offset;
    return offset === line.offset - line.namesBefore ? line.offset : offset + line.namesBefore + line.name;
  }

  /** The place in `words.text` of the character at this offset of the text. */
  private placeOf(offset: number): number {
    const { offsets } = this.words;
    let [low, high] = [0, offsets.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offsets[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  private cutBefore(from: number, limit: number): number {
    for (const sign of ['\n', '. ', ' ']) {
      const cut = this.text.lastIndexOf(sign, limit - sign.length);
      if (cut > from + (limit - from) / 2) return cut + sign.length;
    }
    return wholeCharacters(this.text, limit);
  }
}
const NOT_THERE: Found = { isThere: false, quote: null, at: null };

/** Whether a text has these words. It compares as `find` does, but also searches for words that are shorter than a quote may be. */
export const hasWords = (text: string, words: string): boolean => {
  const sought = wordsOf(words).text.trim();
  return sought !== '' && wordsOf(text).text.includes(` ${sought} `);
};

/** A text reduced to letters and digits, in small letters, with one blank between words and at both ends. */
interface Words {
  readonly text: string;
  /** The offset in the original text for each UTF-16 unit of `text`. */
  readonly offsets: readonly number[];
}

function wordsOf(original: string): Words {
  const characters = [' '];
  const offsets = [0];
  for (const match of original.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    // This converts character by character, because the small letter of İ has two units.
    let at = match.index;
    for (const character of match[0]) {
      const small = character.toLowerCase().replaceAll('ё', 'е');
      characters.push(small);
      for (let unit = 0; unit < small.length; unit += 1) offsets.push(at);
      at += character.length;
    }
    characters.push(' ');
    offsets.push(match.index + match[0].length);
  }
  return { text: characters.join(''), offsets };
}
