import type { OrderId } from '@aisha/domain';
import type { DocumentType, TargetLanguage, TextUse } from '@aisha/kinds';
import { documentTexts, together } from '@aisha/words';
import { flowKit } from '../../../engine/conversation';
import type { OfferedDraft } from '../../../orders/offer';
import type { TextDraft } from '../../../orders/sent-text/read-file';
import { readingTexts } from '../../../orders/sent-text/reading.step';

/** A transcript from which a document is made. */
export interface Source {
  readonly transcriptId: OrderId;
  readonly characters: number;
  /** The language of the text (ISO 639-1); null when it is not known. */
  readonly language: string | null;
}

/** A document that is made from a sent text, or from a transcript. */
export interface DocumentDraft extends OfferedDraft, TextDraft {
  readonly source?: Source;
  readonly documentType?: DocumentType;
  /** For a document with the person's own headings: these headings, a line each. */
  readonly template?: string;
  /** The language into which a document is translated. */
  readonly targetLanguage?: TargetLanguage;
}

export const DOCUMENT: TextUse = 'document';

export const { loading, step, on, onPhoto, onText, goTo, stay, flow } = flowKit<
  DocumentDraft,
  'file' | 'reading' | 'type' | 'template' | 'language' | 'confirm'
>()(together(documentTexts, readingTexts));
