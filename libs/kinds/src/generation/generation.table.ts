import type { KindTable } from '../order/kind-table';
import { CreateGenerator1795132804000 } from './1795132804000-create-generator';
import { ImageGeneration } from './image-generation.entity';
import { Picture } from './picture.entity';

export const GENERATION_TABLE = {
  entities: [ImageGeneration, Picture],
  migrations: [CreateGenerator1795132804000],
  tables: {
    image_generation: { right: 'change', kept: 'ideas' },
    picture: { right: 'change', kept: 'pictures' },
  },
  shown: ['image_generation', 'picture'],
  files: {
    picture: {
      from: 'generator.picture',
      owner: 'user_id',
      id: 'id',
      order: 'order_id',
      at: 'created_at',
      bytes: 'bytes',
      title: `(SELECT nullif(prompt, '') FROM generator.image_generation made WHERE made.order_id = picture.order_id)`,
      numbered: {
        number: 'position + 1',
        of: `(SELECT units FROM generator.image_generation made WHERE made.order_id = picture.order_id)`,
      },
      path: 'file_path',
      kept: 'file_path IS NOT NULL',
    },
  },
  about: { idea: `nullif(prompt, '')`, avatarId: `(input ->> 'avatarId')::uuid` },
} as const satisfies KindTable;
