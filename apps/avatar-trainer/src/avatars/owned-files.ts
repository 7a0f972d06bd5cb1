import { Clock, Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { Database, ownedFilesOfAvatars } from '@aisha/database';
import { ForgetUnowned, ObjectStore } from '@aisha/storage';
import { AvatarTrainerConfig } from '../config';

@Injectable()
export class ForgetUnownedPhotos extends ForgetUnowned {
  constructor(config: AvatarTrainerConfig, database: Database, objects: ObjectStore, clock: Clock, log: Logger) {
    super(ownedFilesOfAvatars(database), objects, { found: config.UNOWNED_FILES, dropsUploads: true }, clock, log);
  }
}
