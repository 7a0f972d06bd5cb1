import type { DocumentType, OrderId, TargetLanguage, TextId, TextRefusal } from '@aisha/domain';
import { flowKit, type DraftKey } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { documentTexts } from './document.texts';

/** What a document is made of: a transcript, or a text that was sent. */
export interface Source {
  readonly transcriptId: OrderId | null;
  readonly textId: TextId | null;
  readonly characters: number;
  /** Of the text (ISO 639-1), as far as that is known. */
  readonly language: string | null;
}

/** A file with a text, as it lies at Telegram. */
export interface SentFile {
  readonly fileId: string;
  readonly name: string | null;
  /** The person's message that brought it. */
  readonly messageId: number;
}

export interface DocumentDraft extends OfferedDraft {
  /** Being read, or read in vain. */
  readonly file?: SentFile;
  /** One attempt to read it; the text is kept under this id. */
  readonly textId?: TextId;
  readonly refusal?: TextRefusal;
  readonly source?: Source;
  readonly documentType?: DocumentType;
  /** The person's own headings, a line each, of a document by them. */
  readonly template?: string;
  /** Of a translation: into which. */
  readonly targetLanguage?: TargetLanguage;
}

export const DOCUMENT = 'document';

/** The draft about one sent file. */
export const keyOf = (textId: TextId): DraftKey => ({ flow: DOCUMENT, about: textId });

export const { loading, step, on, onFile, onPhoto, onText, goTo, stay, anew, flow } = flowKit<
  DocumentDraft,
  'file' | 'reading' | 'type' | 'template' | 'language' | 'confirm'
>()(documentTexts);
