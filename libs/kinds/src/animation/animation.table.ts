import type { KindTable } from '../order/kind-table';
import { CreateAnimation1795477200000 } from './1795477200000-create-animation';
import { Animation } from './animation.entity';

export const ANIMATION_TABLE = {
  entities: [Animation],
  migrations: [CreateAnimation1795477200000],
  tables: {
    animation: { right: 'change', kept: 'pictures' },
  },
  shown: ['animation (motion, input, file_path, bytes, width, height, seconds)'],
  files: {
    animation: {
      from: 'generator.animation',
      owner: 'user_id',
      id: 'order_id',
      order: 'order_id',
      at: 'finished_at',
      bytes: 'bytes',
      title: null,
      path: 'file_path',
      kept: 'file_path IS NOT NULL',
    },
  },
  about: null,
} as const satisfies KindTable;
