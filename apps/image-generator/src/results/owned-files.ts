import { keysOfOrders, type Database } from '@aisha/database';
import { everyPicture, everyUpscale, type OwnedFiles } from '@aisha/storage';

/** What an open order has drawn so far is its own: of a session, and of pictures that are drawn again, the rows come with the end. */
export const ownedFiles = (database: Database): OwnedFiles[] => [
  {
    prefix: everyPicture,
    form: /^pictures\/[^/]+\/([0-9a-f-]{36})\/\d+\.\w+$/,
    ownedOf: keysOfOrders(
      database,
      'generator.image_generation',
      `EXISTS (SELECT FROM generator.picture WHERE order_id = file.id AND file_path = 'files:' || file.key)`,
    ),
  },
  {
    prefix: everyUpscale,
    form: /^upscales\/[^/]+\/([0-9a-f-]{36})\.\w+$/,
    ownedOf: keysOfOrders(
      database,
      'generator.upscale',
      `EXISTS (SELECT FROM generator.upscale WHERE order_id = file.id AND file_path = 'files:' || file.key)`,
    ),
  },
];
