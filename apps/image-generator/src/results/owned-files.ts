import { keysOfOrders, type Database } from '@aisha/database';
import { everyPicture, everyUpscale, keyForm, type OwnedFiles } from '@aisha/storage';

/** What an open order has drawn so far is its own: of a session, and of pictures that are drawn again, the rows come with the end. */
export const ownedFiles = (database: Database): OwnedFiles[] => [
  {
    prefix: everyPicture,
    form: keyForm(String.raw`pictures/{id}/{owner}/\d+(?:-again)?\.\w+`),
    ownedOf: keysOfOrders(
      database,
      'generator.image_generation',
      `EXISTS (SELECT FROM generator.picture WHERE order_id = file.id AND file_path = 'files:' || file.key)`,
    ),
  },
  {
    prefix: everyUpscale,
    form: keyForm(String.raw`upscales/{id}/{owner}\.\w+`),
    ownedOf: keysOfOrders(
      database,
      'generator.upscale',
      `EXISTS (SELECT FROM generator.upscale WHERE order_id = file.id AND file_path = 'files:' || file.key)`,
    ),
  },
];
