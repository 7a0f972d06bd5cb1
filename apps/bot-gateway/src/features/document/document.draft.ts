import type { DocumentType, Language, OrderId } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { documentTexts } from './document.texts';

/** What a document is made of. */
export interface Source {
  readonly transcriptId: OrderId;
  readonly characters: number;
  /** Of the text; another one than ours is null. */
  readonly language: Language | null;
}

export interface DocumentDraft extends OfferedDraft {
  readonly source?: Source;
  readonly documentType?: DocumentType;
}

export const { loading, step, on, goTo, stay, anew, flow } = flowKit<DocumentDraft, 'type' | 'confirm'>()(
  documentTexts,
);
