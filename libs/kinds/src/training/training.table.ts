import type { KindTable } from '../order/kind-table';
import { Training } from './training.entity';

export const TRAINING_TABLE = {
  entities: [Training],
  migrations: [],
  tables: {
    training: { right: 'change', kept: 'face' },
  },
  shown: ['training (avatar_id, timed_as, is_guaranteed, first_distance)'],
  reader: null, // AvatarReader, of the database, reads a training with its avatar
  files: {
    photo: {
      from: 'trainer.avatar_photo photo JOIN trainer.avatar ON avatar.id = photo.avatar_id',
      owner: 'avatar.user_id',
      id: 'photo.id',
      order: 'photo.avatar_id',
      at: 'photo.created_at',
      bytes: 'photo.bytes',
      title: 'avatar.name',
      path: 'photo.file_path',
      kept: 'photo.accepted AND avatar.deleted_at IS NULL',
    },
  },
  about: { idea: null, avatarId: `avatar_id` },
} as const satisfies KindTable;
