import type { KindTable } from '../order/kind-table';
import { CreateTogether1795600410000 } from './1795600410000-create-together';
import { MeasuredFaces } from './measured-faces.entity';
import { PermissionUse } from './permission-use.entity';
import { Together } from './together.entity';

export const TOGETHER_TABLE = {
  entities: [Together, PermissionUse, MeasuredFaces],
  migrations: [CreateTogether1795600410000],
  tables: {
    together: { right: 'change', kept: 'pictures' },
    permission_use: { right: 'forget', kept: 'pictures' },
    face_match: { right: 'drop', kept: 'pictures' },
  },
  shown: [
    'together (timed_as, people, avatar_id, permission_ids, prompt, file_path, bytes, width, height)',
    'permission_use (permission_id, order_id)',
  ],
  files: {
    together: {
      from: 'generator.together',
      owner: 'user_id',
      id: 'order_id',
      order: 'order_id',
      at: 'finished_at',
      bytes: 'bytes',
      title: `nullif(prompt, '')`,
      path: 'file_path',
      kept: 'file_path IS NOT NULL',
    },
  },
  about: { idea: `nullif(prompt, '')`, avatarId: 'avatar_id' },
} as const satisfies KindTable;
