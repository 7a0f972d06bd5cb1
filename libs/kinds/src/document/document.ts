import { LANGUAGES, type Language, type NamedLanguage } from '@aisha/domain';
import type { OrderKindRecord } from '../order/order-kind';

/** A document out of a text: minutes, tasks, a translation. */
export const DOCUMENT = {
  place: 5,
  worker: 'transcriber',
  table: 'transcriber.document',
  items: ['document'],
  slots: null,
  leavesSlots: 0,
  tellsParts: false,
  endsInParts: false,
  collectsLong: false,
  longestWaitSeconds: 3_600,
  unitCosts: { document: 3_450 },
  ofPictures: null,
  ofPhotos: null,
  isShared: false,
  timedBy: 'units',
} as const satisfies OrderKindRecord;

/** The kinds of document that are made of a transcript or a sent text, in the order in which they are offered; `template`: the person's own. */
export const DOCUMENT_TYPES = ['summary', 'minutes', 'to_do', 'protocol', 'letter', 'translation', 'template'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export type TargetLanguage = NamedLanguage;
/** The languages into which a text can be translated: the commonest first, and then each other language that the bot speaks. */
export const TARGET_LANGUAGES: readonly TargetLanguage[] = [
  ...new Set<TargetLanguage>(['ru', 'en', 'de', 'es', 'fr', 'zh', 'tr', 'uk', 'kk', ...LANGUAGES]),
];

/** The uses of a sent file's text. */
export const TEXT_USES = ['document', 'speech'] as const;
export type TextUse = (typeof TEXT_USES)[number];

/**
 * Why nothing can be ordered of a sent file: what is wrong with the file, by its error code, or why it was not read. `unavailable`: our
 * side is at fault, and a later attempt may work.
 */
export const TEXT_REFUSALS = [
  'not-fetched',
  'deleted',
  'text-not-taken',
  'text-unreadable',
  'text-empty',
  'text-too-long',
  'text-locked',
  'text-scanned',
  'speech-too-long',
  'too-many-at-once',
  'too-many-today',
  'unavailable',
  'text-too-complex',
] as const;
export type TextRefusal = (typeof TEXT_REFUSALS)[number];

/** Russian for a text with a Russian letter among its first 500 characters; null for any other text. */
export const languageByLetters = (text: string): Language | null => (/[а-яё]/i.test(text.slice(0, 500)) ? 'ru' : null);

/** The limits of a person's own template, about a page of headings: its characters, the characters of a line, and its lines. */
export const TEMPLATE_LIMITS = { characters: 2_000, line: 200, lines: 20 } as const;

/** The headings and questions of a template: its lines, without the signs and numbers of a list. */
export const templateSections = (template: string): string[] => [
  ...new Set(
    template
      .split('\n')
      .map((line) => line.replace(/^[\s#•*–—-]+|^\s*\d+[.)]\s+/g, '').trim())
      .filter((line) => /[\p{L}\p{N}]/u.test(line)),
  ),
];

export const isTemplate = (template: string): boolean => {
  const lines = templateSections(template);
  const { characters, line, lines: atMost } = TEMPLATE_LIMITS;
  const isShort = template.length <= characters && lines.every((one) => one.length <= line);
  return isShort && lines.length >= 1 && lines.length <= atMost;
};

/** A point of a document, whatever its type. */
export interface DocumentPoint {
  /** The heading that the point stands under, as the type calls it. */
  readonly section: string;
  readonly text: string;
  /** The person who has to do what the point says, as the text calls them; null where the text names none. */
  readonly owner: string | null;
  /** When the point is due, in the words of the text; null where the text does not say. */
  readonly due: string | null;
  /** Words of the text that the point rests on; null where the text does not have them. */
  readonly quote: string | null;
  /** When these words are said, in seconds of the recording; null without a quote, and without a recording. */
  readonly at: number | null;
  /**
   * False when the point is not proved: the text does not have its quote, the quote is too short or lacks a number, name or address of the
   * point, or one of the points that it combines is not proved.
   */
  readonly isSupported: boolean;
}

/** A document is paid by started parts of this many characters of its text. */
export const TEXT_UNIT_CHARACTERS = 20_000;
export const textUnitsOf = (characters: number): number => Math.max(1, Math.ceil(characters / TEXT_UNIT_CHARACTERS));
