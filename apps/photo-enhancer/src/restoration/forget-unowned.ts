import { Injectable } from '@nestjs/common';
import { Database, ownedFilesOf } from '@aisha/database';
import { Clock, Logger } from '@aisha/platform';
import { ForgetUnowned, ObjectStore } from '@aisha/storage';
import { PhotoEnhancerConfig } from '../config';

/** Removes the files of this app that belong to no row, or only logs them (UNOWNED_FILES). */
@Injectable()
export class ForgetUnownedRestorations extends ForgetUnowned {
  constructor(config: PhotoEnhancerConfig, database: Database, objects: ObjectStore, clock: Clock, log: Logger) {
    super(ownedFilesOf(database, 'photo-enhancer'), objects, { found: config.UNOWNED_FILES }, clock, log);
  }
}
