import { Injectable } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { everyExport, ObjectStore } from '@aisha/storage';

/** The time between two rounds, in milliseconds. A file goes in the last round in which it is not older than what people are told. */
const FORGET_EVERY_MS = 5 * 60_000;

/** Removes the files made from transcripts and documents within a day after they were made, because they are copies. */
@Injectable()
export class ForgetExports extends Periodic {
  constructor(
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('exports.forget', FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const storedBefore = new Date(this.clock.now().getTime() - RETENTION_MS.transcriptFile + FORGET_EVERY_MS);
    await this.objects.removePrefix(everyExport, { storedBefore });
  }
}
