import type { Schema } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { RECEIVER_SCHEMAS } from '@aisha/messaging';
import { type StoredObject, STORING_APPS, type StoringApp } from '@aisha/storage';

/** The app whose schema this is. Throws for an app without a key to the storage. */
export const appOf = (schema: Schema): StoringApp => {
  const app = STORING_APPS.find((one) => RECEIVER_SCHEMAS[one] === schema);
  if (!app) throw new Error(`${schema} stores no files`);
  return app;
};

/** The files of one person under a prefix: every key is `<what>/<owner>/…`. */
export const ofPerson = ({ bucket, key }: StoredObject, userId: UserId): StoredObject => ({
  bucket,
  key: `${key}${userId}/`,
});
