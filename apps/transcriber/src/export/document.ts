import type { Language } from '@aisha/domain';
/** A block of a document; each file format renders it in its own way. */
export type Block =
  { readonly kind: 'heading'; readonly text: string } | ({ readonly kind: 'paragraph' | 'item' } & Said);
export type Line = Exclude<Block, { readonly kind: 'heading' }>;

/** A line of text that was said or written. */
interface Said {
  readonly text: string;
  /** The time in seconds into the recording; absent without a recording. */
  readonly at?: number;
  /** The speaker's name; absent where speakers are not told apart. */
  readonly speaker?: string;
  /** The number of the passage on which this line rests. In formats that have links it becomes a link to that passage. */
  readonly restsOn?: number;
  /** The line's own number, when other lines rest on it. */
  readonly passage?: number;
  /** False for a point that the recording or the text does not support, and for doubtful words; the file then marks the line. */
  readonly isSupported?: boolean;
}

/** The content of a TXT, MD, DOCX or PDF file. */
export interface ExportedDocument {
  readonly title: string;
  /** The language of our words around the text, such as "not in the recording". */
  readonly language: Language;
  /** The language of the text itself (ISO 639-1), by which Word checks its spelling. When absent, it is `language`. */
  readonly textLanguage?: string;
  /** The origin of the text, which the mark of unsupported points names; when absent, a recording. */
  readonly origin?: 'recording' | 'text';
  readonly blocks: readonly Block[];
}
