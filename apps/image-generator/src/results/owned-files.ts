import type { Database } from '@aisha/database';
import { everyPicture, everyUpscale, type OwnedFiles } from '@aisha/storage';

/** What an open order has drawn so far is its own: of a session, and of pictures that are drawn again, the rows come with the end. */
export const ownedFiles = (database: Database): OwnedFiles[] => {
  const ownedBy = (table: string, row: string) => async (keys: readonly string[], ids: readonly string[]) => {
    const owned = await database.read.query<{ key: string }[]>(
      `SELECT key FROM unnest($1::text[], $2::uuid[]) AS file (key, id)
       WHERE EXISTS (SELECT FROM ${table} WHERE order_id = file.id AND finished_at IS NULL)
          OR EXISTS (SELECT FROM billing.credit_hold WHERE order_id = file.id AND status = 'open')
          OR EXISTS (${row})`,
      [keys, ids],
    );
    return owned.map(({ key }) => key);
  };
  return [
    {
      prefix: everyPicture,
      form: /^pictures\/[^/]+\/([0-9a-f-]{36})\/\d+\.\w+$/,
      ownedOf: ownedBy(
        'generator.image_generation',
        `SELECT FROM generator.picture WHERE order_id = file.id AND file_path = 'files:' || file.key`,
      ),
    },
    {
      prefix: everyUpscale,
      form: /^upscales\/[^/]+\/([0-9a-f-]{36})\.\w+$/,
      ownedOf: ownedBy(
        'generator.upscale',
        `SELECT FROM generator.upscale WHERE order_id = file.id AND file_path = 'files:' || file.key`,
      ),
    },
  ];
};
