/** What is made of a transcript, in the order in which it is offered. */
export const DOCUMENT_TYPES = ['summary', 'minutes', 'to_do', 'protocol', 'letter', 'translation'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** One point of a document, whatever its type. */
export interface DocumentPoint {
  /** The heading that it stands under, by the type's own name of it. */
  readonly section: string;
  readonly text: string;
  /** In the words of the text; null where it names nobody. */
  readonly owner: string | null;
  /** By when, in the words of the text; null where it says nothing. */
  readonly due: string | null;
  /** Words that it rests on, as they stand in the text; null where the text does not have them. */
  readonly quote: string | null;
  /** Seconds into the recording of these words; null without them, and without a recording. */
  readonly at: number | null;
  /** False when the text has nowhere what the model says it rests on. */
  readonly isSupported: boolean;
}

/** A document is paid by started parts of this many characters of the text it is made of. */
export const TEXT_UNIT_CHARACTERS = 20_000;
export const textUnitsOf = (characters: number): number => Math.max(1, Math.ceil(characters / TEXT_UNIT_CHARACTERS));
