import type { Language } from '@aisha/domain';
/** A block of a document, whatever file it becomes. */
export type Block =
  { readonly kind: 'heading'; readonly text: string } | ({ readonly kind: 'paragraph' | 'item' } & Said);
export type Line = Exclude<Block, { readonly kind: 'heading' }>;

/** A text of a recording. */
interface Said {
  readonly text: string;
  /** Seconds into the recording; absent where there is none. */
  readonly at?: number;
  /** The speaker's name; absent where speakers are not told apart. */
  readonly speaker?: string;
  /** The number of the passage on which it rests; a link to that, in files that can have links. */
  readonly restsOn?: number;
  /** The line's own number, when other lines rest on it. */
  readonly passage?: number;
  /** False for a point that the recording does not support; the file marks it. */
  readonly isSupported?: boolean;
}

/** The content of a TXT, MD, DOCX or PDF file. */
export interface ExportedDocument {
  readonly title: string;
  /** The language of the words around the text, like "not in the recording". */
  readonly language: Language;
  /**
   * The language of the text itself (ISO 639-1), by which Word checks its spelling; absent: that of the words around
   * it.
   */
  readonly textLanguage?: string;
  /** What the text comes from, named in the mark of unsupported points; absent: a recording. */
  readonly origin?: 'recording' | 'text';
  readonly blocks: readonly Block[];
}
