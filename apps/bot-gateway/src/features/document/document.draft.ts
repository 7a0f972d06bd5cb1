import type { DocumentType, Language, OrderId, TextUse } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import type { TextDraft } from '../../orders/sent-text/read-file';
import { documentTexts } from './document.texts';

/** A transcript that a document is made of. */
export interface Source {
  readonly transcriptId: OrderId;
  readonly characters: number;
  /** Of the text; another one than ours is null. */
  readonly language: Language | null;
}

/** It is made of a sent text, or of a transcript. */
export interface DocumentDraft extends OfferedDraft, TextDraft {
  readonly source?: Source;
  readonly documentType?: DocumentType;
  /** The person's own headings, a line each, of a document by them. */
  readonly template?: string;
}

export const DOCUMENT: TextUse = 'document';

export const { loading, step, on, onPhoto, onText, goTo, stay, anew, flow } = flowKit<
  DocumentDraft,
  'file' | 'reading' | 'type' | 'template' | 'confirm'
>()(documentTexts);
