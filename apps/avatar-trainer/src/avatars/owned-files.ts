import { Clock, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { ownedKeys, Database } from '@aisha/database';
import { everyAvatarPhoto, everyLora, keyForm, type OwnedFiles, ForgetUnowned, ObjectStore } from '@aisha/storage';
import { AvatarTrainerConfig } from '../config';

/** An avatar owns its photos, also those under check, the picture of its set, and its model, also one that is being made. */
const OF_PHOTOS = `
  EXISTS (SELECT FROM trainer.avatar_photo WHERE avatar_id = file.id AND file_path = 'avatars:' || file.key)
  OR EXISTS (SELECT FROM trainer.waiting_photo WHERE avatar_id = file.id)
  OR EXISTS (SELECT FROM trainer.avatar WHERE avatar.id = file.id AND photo_map = 'avatars:' || file.key)`;
const OF_MODELS = `
  EXISTS (SELECT FROM trainer.avatar WHERE avatar.id = file.id AND (lora_key = 'files:' || file.key OR status = 'training'))
  OR EXISTS (SELECT FROM trainer.training WHERE avatar_id = file.id AND finished_at IS NULL)`;

export const ownedFiles = (database: Database): OwnedFiles[] => [
  {
    prefix: everyAvatarPhoto,
    form: keyForm(String.raw`avatars/{id}/{owner}/(?:{id}\.jpg|map-\w+\.png)`),
    ownedOf: ownedKeys(database, OF_PHOTOS),
  },
  {
    prefix: everyLora,
    form: keyForm(String.raw`loras/{id}/{owner}/[^/]+\.safetensors`),
    ownedOf: ownedKeys(database, OF_MODELS),
  },
];

@Injectable()
export class ForgetUnownedPhotos extends ForgetUnowned {
  constructor(config: AvatarTrainerConfig, database: Database, objects: ObjectStore, clock: Clock, log: Logger) {
    super(ownedFiles(database), objects, { found: config.UNOWNED_FILES, dropsUploads: true }, clock, log);
  }
}
