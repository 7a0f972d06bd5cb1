import type { KindFixture } from '../order/kind-fixture';
import { DocumentOrder } from './document-order.entity';

/** A summary of a short transcript. */
export const DOCUMENT_FIXTURE = {
  entity: DocumentOrder,
  own: ({ orderId, state, textId }, { newId }) => ({
    readyAt: new Date(),
    transcriptId: textId ? null : newId(),
    textId: null,
    documentType: 'summary',
    template: null,
    language: 'ru',
    targetLanguage: null,
    points: null,
    combined: null,
    documentPath: state === 'succeeded' ? `files:documents/${orderId}.txt` : null,
    bytes: state === 'succeeded' ? 3_000 : null,
  }),
} satisfies KindFixture<DocumentOrder>;
