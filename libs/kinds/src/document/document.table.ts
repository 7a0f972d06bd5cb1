import type { KindTable } from '../order/kind-table';
import { CreateDocument1795132812000 } from './1795132812000-create-document';
import { DocumentOrder } from './document-order.entity';
import { DocumentPart } from './document-part.entity';

export const DOCUMENT_TABLE = {
  entities: [DocumentOrder, DocumentPart],
  migrations: [CreateDocument1795132812000],
  tables: {
    document: { right: 'change', kept: 'voice' },
    document_part: { right: 'drop', kept: 'voice' },
  },
  shown: [
    'document (units, transcript_id, document_type, template, language, target_language, points, document_path, bytes)',
  ],
  files: {
    document: {
      from: 'transcriber.document',
      owner: 'user_id',
      id: 'order_id',
      order: 'order_id',
      at: 'finished_at',
      bytes: 'bytes',
      title: null,
      form: `document_type || coalesce(' ' || target_language, '')`,
      path: 'document_path',
      kept: 'document_path IS NOT NULL',
    },
  },
  about: null,
} as const satisfies KindTable;
