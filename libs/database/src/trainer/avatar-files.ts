import { file, keyForm, photograph } from '@aisha/kinds/files';
import type { Database } from '../connection/database';
import { ownedKeys } from '../files/owned-keys';

/** SQL: an avatar owns its photos, also those under check; the picture of its set; and its models, also one that is being made. */
const OF_PHOTOS = `
  EXISTS (SELECT FROM trainer.avatar_photo WHERE avatar_id = file.id AND file_path = 'avatars:' || file.key)
  OR EXISTS (SELECT FROM trainer.waiting_photo WHERE avatar_id = file.id)
  OR EXISTS (SELECT FROM trainer.avatar WHERE avatar.id = file.id AND photo_map = 'avatars:' || file.key)`;
const OF_MODELS = `
  EXISTS (SELECT FROM trainer.avatar WHERE avatar.id = file.id AND (lora_key = 'files:' || file.key OR status = 'training'))
  OR EXISTS (SELECT FROM trainer.training WHERE avatar_id = file.id AND finished_at IS NULL)`;

/** Says which files of avatars have an owner: photographs first, then models. */
export const ownedFilesOfAvatars = (database: Database) => [
  {
    prefix: photograph('avatars/'),
    form: keyForm(String.raw`avatars/{id}/{owner}/(?:{id}\.jpg|map-\w+\.png)`),
    ownedOf: ownedKeys(database, OF_PHOTOS),
  },
  {
    prefix: file('loras/'),
    form: keyForm(String.raw`loras/{id}/{owner}/[^/]+\.safetensors`),
    ownedOf: ownedKeys(database, OF_MODELS),
  },
];
