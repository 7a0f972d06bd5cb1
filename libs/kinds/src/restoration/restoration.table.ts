import type { KindTable } from '../order/kind-table';
import { Enhancement } from './enhancement.entity';

export const RESTORATION_TABLE = {
  entities: [Enhancement],
  migrations: [],
  tables: {
    enhancement: { right: 'change', kept: 'restoredPhotos' },
  },
  shown: ['enhancement (photo_id, scale, original_path, file_path, comparison_path, bytes)'],
  files: {
    restoration: {
      from: 'enhancer.enhancement',
      owner: 'user_id',
      id: 'order_id',
      order: 'order_id',
      at: 'finished_at',
      // The size includes the original photo and the comparison, which are deleted with the restored photo.
      bytes: 'bytes',
      title: null,
      path: 'file_path',
      kept: 'file_path IS NOT NULL',
    },
  },
  about: null,
} as const satisfies KindTable;
