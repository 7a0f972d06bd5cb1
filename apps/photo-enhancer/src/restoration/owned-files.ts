import type { Database } from '@aisha/database';
import { everyComparison, everyOriginal, everyRestoration, type OwnedFiles } from '@aisha/storage';

const FORM = /^[a-z]+\/[^/]+\/([0-9a-f-]{36})\.jpg$/;

/** A photo is kept as it was, restored, and as both in one picture, each by its order. Photos that wait for one go by their age. */
export const ownedFiles = (database: Database): OwnedFiles[] => {
  const ownedBy = (path: string) => async (keys: readonly string[], ids: readonly string[]) => {
    const owned = await database.read.query<{ key: string }[]>(
      `SELECT key FROM unnest($1::text[], $2::uuid[]) AS file (key, id)
       WHERE EXISTS (SELECT FROM enhancer.enhancement
                     WHERE order_id = file.id AND (finished_at IS NULL OR ${path} = 'avatars:' || file.key))
          OR EXISTS (SELECT FROM billing.credit_hold WHERE order_id = file.id AND status = 'open')`,
      [keys, ids],
    );
    return owned.map(({ key }) => key);
  };
  return [
    { prefix: everyOriginal, form: FORM, ownedOf: ownedBy('original_path') },
    { prefix: everyRestoration, form: FORM, ownedOf: ownedBy('file_path') },
    { prefix: everyComparison, form: FORM, ownedOf: ownedBy('comparison_path') },
  ];
};
