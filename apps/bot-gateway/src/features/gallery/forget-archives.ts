import { Injectable } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { everyArchive, ObjectStore } from '@aisha/storage';

const FORGET_EVERY_MS = 3_600_000;

/** A day: an archive is sent within minutes, and what it holds may be deleted meanwhile. */
const KEPT_MS = RETENTION_MS.archive;

/** Archives are copies: they go a day after they were packed. */
@Injectable()
export class ForgetArchives extends Periodic {
  constructor(
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('archives.forget', FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const storedBefore = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.objects.removePrefix(everyArchive, { storedBefore });
  }
}
