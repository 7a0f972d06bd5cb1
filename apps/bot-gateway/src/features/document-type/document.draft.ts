import type { OrderId } from '@aisha/domain';
import type { DocumentType, TargetLanguage, TextUse } from '@aisha/kinds';
import { documentTexts, together } from '@aisha/words';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import type { TextDraft } from '../../orders/sent-text/read-file';
import { readingTexts } from '../../orders/sent-text/reading.step';

/** A transcript that a document is made of. */
export interface Source {
  readonly transcriptId: OrderId;
  readonly characters: number;
  /** The language of the text (ISO 639-1), as far as that is known. */
  readonly language: string | null;
}

/** A document of a sent text, or of a transcript. */
export interface DocumentDraft extends OfferedDraft, TextDraft {
  readonly source?: Source;
  readonly documentType?: DocumentType;
  /** The person's own headings, a line each, of a document by them. */
  readonly template?: string;
  /** The language that a translation is into. */
  readonly targetLanguage?: TargetLanguage;
}

export const DOCUMENT: TextUse = 'document';

export const { loading, step, on, onPhoto, onText, goTo, stay, flow } = flowKit<
  DocumentDraft,
  'file' | 'reading' | 'type' | 'template' | 'language' | 'confirm'
>()(together(documentTexts, readingTexts));
