import { Injectable } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Logger } from '@aisha/platform';
import { everyExport, ForgetAgedFiles, ObjectStore } from '@aisha/storage';

/** Removes the files made from transcripts and documents within a day after they were made, because they are copies. */
@Injectable()
export class ForgetExports extends ForgetAgedFiles {
  constructor(objects: ObjectStore, clock: Clock, log: Logger) {
    super('exports.forget', objects, clock, log);
  }

  async run(): Promise<void> {
    await this.forgetAged(everyExport, RETENTION_MS.transcriptFile);
  }
}
