import type { Language } from '@aisha/domain';
/** A block of a document, whatever file it becomes. */
export type Block =
  { readonly kind: 'heading'; readonly text: string } | ({ readonly kind: 'paragraph' | 'item' } & Said);
export type Line = Exclude<Block, { readonly kind: 'heading' }>;

/** A text that comes from a recording. */
interface Said {
  readonly text: string;
  /** Seconds into the recording; absent where there is none. */
  readonly at?: number;
  /** The speaker's name; absent where speakers are not told apart. */
  readonly speaker?: string;
  /** Number of the passage that it rests on: a link to it, where the file knows links. */
  readonly restsOn?: number;
  /** The line's own number, when it is such a passage. */
  readonly passage?: number;
  /** False for a point that the recording does not support; it is marked so. */
  readonly isSupported?: boolean;
}

/** The content of a TXT, MD, DOCX or PDF file. */
export interface ExportedDocument {
  readonly title: string;
  /** The language of the words around the text, like "not in the recording". */
  readonly language: Language;
  /** The language of the text itself (ISO 639-1), by which Word checks its spelling; that of the words around it when absent. */
  readonly textLanguage?: string;
  /** The origin of the text, which says or does not say what is in it; a recording when absent. */
  readonly origin?: 'recording' | 'text';
  readonly blocks: readonly Block[];
}
