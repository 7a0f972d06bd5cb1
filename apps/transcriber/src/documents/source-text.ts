import type { Language } from '@aisha/domain';
import type { Transcript } from '@aisha/kinds/tables';
import { calledIn } from '../export/speaker';

/**
 * A stretch of a text, counted in characters of speech: without the speakers' names, which their person may change at
 * any time.
 */
export interface Extent {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Words that were searched, as the text has them. */
export interface Found {
  readonly isThere: boolean;
  /** The quote as it stands in the text; null where the text does not have it. */
  readonly quote: string | null;
  /** Seconds into the recording; null without one. */
  readonly at: number | null;
}

/** Shorter quotes, in characters, stand in every text, and prove nothing. */
const SHORTEST_QUOTE = 8;

/** The words of one speaker at a time. */
interface Line {
  /** Where the line begins in the text. */
  readonly offset: number;
  /** How many characters the name at its beginning has. */
  readonly name: number;
  /** Characters of the names before it. */
  readonly namesBefore: number;
  /** Seconds into the recording. */
  readonly at: number;
}

/** The text that a document is made of, where its quotes are found. */
export class SourceText {
  private constructor(
    readonly text: string,
    /** The lines in order; none without a recording. */
    private readonly lines: readonly Line[],
  ) {}

  private comparable: Words | undefined;
  /** The index of words, made at the first search of a quote: many texts are only cut, and never searched. */
  private get words(): Words {
    return (this.comparable ??= wordsOf(this.text));
  }

  /**
   * Builds the source. A speaker without a name is called as everywhere in this language; without a language by the
   * model's label alone, so that a search for «голос» does not find every line.
   */
  static of(
    { content, segments, speakers }: Pick<Transcript, 'content' | 'segments' | 'speakers'>,
    language: Language | null,
  ): SourceText {
    if (segments.length === 0) return new SourceText(content, []);
    const lines: Line[] = [];
    let [text, namesBefore] = ['', 0];
    // Doubtful words are left out: a quote of them could prove an invention.
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

  /** Parts of at most this many characters, with names, cut between lines, sentences or words. */
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
   * Finds these words in the text, in this order, whatever the case of letters and the signs between words: how they
   * stand there, and when they are said. A place in the given part is preferred.
   */
  find(words: string, { startsAt }: Extent): Found {
    const sought = wordsOf(words).text.trim();
    if (sought.length < SHORTEST_QUOTE) return NOT_THERE;
    const nearby = this.words.text.indexOf(` ${sought} `, this.placeOf(this.withNames(startsAt)));
    const found = nearby === -1 ? this.words.text.indexOf(` ${sought} `) : nearby;
    if (found === -1) return NOT_THERE;
    const [begins, ends] = [found + 1, found + 1 + sought.length].map((place) => this.words.offsets[place]);
    if (begins === undefined || ends === undefined) return NOT_THERE;
    if (wordsOf(this.saidIn(begins, ends)).text.trim().length < SHORTEST_QUOTE) return NOT_THERE;
    return {
      isThere: true,
      quote: this.text.slice(begins, ends),
      at: this.lines.findLast((line) => line.offset <= begins)?.at ?? null,
    };
  }

  /** The quoted words with their speaker's name, on which a claim may rest. */
  evidenceOf({ quote, at }: Found): string | null {
    if (quote === null) return null;
    const line = this.lines.findLast((one) => one.at === at);
    return line ? `${this.text.slice(line.offset, line.offset + line.name)}${quote}` : quote;
  }

  /** A stretch of the text without the speakers' names: a name proves nothing. */
  private saidIn(begins: number, ends: number): string {
    let [said, from] = ['', begins];
    for (const { offset, name } of this.lines) {
      if (offset >= ends || offset + name <= begins) continue;
      said += this.text.slice(from, Math.max(from, offset));
      from = offset + name;
    }
    return said + this.text.slice(from, Math.max(from, ends));
  }

  /** An offset of the text, counted without the names before it. */
  private withoutNames(offset: number): number {
    const line = this.lines.findLast((one) => one.offset <= offset);
    return line ? offset - line.namesBefore - Math.min(line.name, offset - line.offset) : offset;
  }

  /** The reverse of `withoutNames`: the beginning of a line stands before its name. */
  private withNames(offset: number): number {
    const line = this.lines.findLast((one) => one.offset - one.namesBefore <= offset);
    if (!line) return offset;
    return offset === line.offset - line.namesBefore ? line.offset : offset + line.namesBefore + line.name;
  }

  /** The index of the word at this offset of the text. */
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
    return limit;
  }
}
const NOT_THERE: Found = { isThere: false, quote: null, at: null };

/** Whether a text has these few words, as find() compares them. */
export const hasWords = (text: string, words: string): boolean => {
  const sought = wordsOf(words).text.trim();
  return sought !== '' && wordsOf(text).text.includes(` ${sought} `);
};

/** A text reduced to letters and digits, in small letters, with one blank between words and at either end. */
interface Words {
  readonly text: string;
  /** For each UTF-16 unit of it: its offset in the original text. */
  readonly offsets: readonly number[];
}

function wordsOf(original: string): Words {
  const characters = [' '];
  const offsets = [0];
  for (const match of original.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    // Character by character, because İ becomes two small letters.
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
