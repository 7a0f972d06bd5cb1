import type { KindTable } from '../order/kind-table';
import { CreateEdit1795600300000 } from './1795600300000-create-edit';
import { Edit } from './edit.entity';

export const EDIT_TABLE = {
  entities: [Edit],
  migrations: [CreateEdit1795600300000],
  tables: {
    edit: { right: 'change', kept: 'pictures' },
  },
  shown: [
    'edit (source, change, faces, input, avatar_id, original_path, file_path, bytes, width, height, face_distance, is_face_lost)',
  ],
  files: {
    edit: {
      from: 'generator.edit',
      owner: 'user_id',
      id: 'order_id',
      order: 'order_id',
      at: 'finished_at',
      // The size includes the sent photo as it was, which is deleted with the changed picture.
      bytes: 'bytes',
      title: `nullif(change, '')`,
      path: 'file_path',
      kept: 'file_path IS NOT NULL',
    },
  },
  about: { idea: `nullif(change, '')`, avatarId: 'avatar_id' },
} as const satisfies KindTable;
