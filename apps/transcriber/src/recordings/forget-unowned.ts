import { Injectable } from '@nestjs/common';
import { Database, ownedFilesOf } from '@aisha/database';
import { Clock, Logger } from '@aisha/platform';
import { ForgetUnowned, ObjectStore } from '@aisha/storage';
import { TranscriberConfig } from '../config';

/** Removes the files of this app that belong to no row, or only logs them (UNOWNED_FILES). */
@Injectable()
export class ForgetUnownedSound extends ForgetUnowned {
  constructor(config: TranscriberConfig, database: Database, objects: ObjectStore, clock: Clock, log: Logger) {
    super(ownedFilesOf(database, 'transcriber'), objects, { found: config.UNOWNED_FILES }, clock, log);
  }
}
