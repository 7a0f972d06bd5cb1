import { keysOfOrders, type Database } from '@aisha/database';
import { everyComparison, everyOriginal, everyRestoration, keyForm, type OwnedFiles } from '@aisha/storage';

const FORM = keyForm(String.raw`[a-z]+/{id}/{owner}\.jpg`);

/** A photo is kept as it was, restored, and as both in one picture, each by its order. Photos that wait for one go by their age. */
export const ownedFiles = (database: Database): OwnedFiles[] => {
  const ownedBy = (path: string) =>
    keysOfOrders(
      database,
      'enhancer.enhancement',
      `EXISTS (SELECT FROM enhancer.enhancement WHERE order_id = file.id AND ${path} = 'avatars:' || file.key)`,
    );
  return [
    { prefix: everyOriginal, form: FORM, ownedOf: ownedBy('original_path') },
    { prefix: everyRestoration, form: FORM, ownedOf: ownedBy('file_path') },
    { prefix: everyComparison, form: FORM, ownedOf: ownedBy('comparison_path') },
  ];
};
