import { Injectable } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { everyIncomingRecording, fromReference, ObjectStore } from '@aisha/storage';
import { SourceStore } from './source.store';

const FORGET_EVERY_MS = 5 * 60_000;
/** How many recordings one batch removes. */
const BATCH = 100;
/** An hour: a price is honoured for half of it, and whoever comes back later has the recording measured anew. */
const KEPT_MS = RETENTION_MS.measuredRecording;

/** Removes recordings whose price was told and which nobody ordered, and those that were never measured. */
@Injectable()
export class ForgetSources extends Periodic {
  constructor(
    private readonly sources: SourceStore,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('sources.forget', FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    while ((await this.forgetBatch(before)) === BATCH && !this.isStopping);
    const removed = await this.objects.removePrefix(everyIncomingRecording, { storedBefore: before });
    if (removed > 0) this.log.warn('sources.forgotten', { removed });
  }

  /** An order that takes one meanwhile finds the row gone, or its file, and gives the credits back. */
  private async forgetBatch(before: Date): Promise<number> {
    const old = await this.sources.old(before, BATCH);
    if (old.length === 0) return 0;
    await this.sources.forget(old);
    await this.objects.remove(old.map(({ audioFilePath }) => fromReference(audioFilePath)));
    return old.length;
  }
}
