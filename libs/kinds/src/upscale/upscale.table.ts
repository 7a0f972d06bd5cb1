import type { KindTable } from '../order/kind-table';
import { CreateUpscale1795132808000 } from './1795132808000-create-upscale';
import { Upscale } from './upscale.entity';

export const UPSCALE_TABLE = {
  entities: [Upscale],
  migrations: [CreateUpscale1795132808000],
  tables: {
    upscale: { right: 'change', kept: 'pictures' },
  },
  shown: ['upscale (size, input, file_path, bytes)'],
  files: {
    upscale: {
      from: 'generator.upscale',
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
