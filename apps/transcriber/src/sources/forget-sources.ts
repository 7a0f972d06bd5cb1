import { Injectable } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Forgetting, Logger } from '@aisha/platform';
import { everyIncomingRecording, fromReference, ObjectStore } from '@aisha/storage';
import { SourceStore } from './source.store';

/** How many recordings one batch removes. */
const BATCH = 100;
/**
 * How long a measured recording is kept: an hour. Its price is valid for half an hour, and a person who comes back
 * after the hour has the recording measured again.
 */
const KEPT_MS = RETENTION_MS.measuredRecording;

/**
 * Removes recordings that were priced but not ordered, after an hour or within a minute after the person withdraws the consent. Also
 * removes recordings that were never measured.
 */
@Injectable()
export class ForgetSources extends Forgetting {
  constructor(
    private readonly sources: SourceStore,
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('sources.forget', log);
  }

  protected async forget(lookBackDays: number): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    while ((await this.forgetBatch(before, lookBackDays)) === BATCH && !this.isStopping);
    const removed = await this.objects.removePrefix(everyIncomingRecording, { storedBefore: before });
    if (removed > 0) this.log.warn('sources.forgotten', { removed });
  }

  /**
   * Removes the files before the rows, because only the rows know the files. If an order takes such a recording meanwhile, it finds no file
   * and gives the credits back.
   */
  private async forgetBatch(before: Date, lookBackDays: number): Promise<number> {
    const over = await this.sources.over(before, lookBackDays, BATCH);
    if (over.length === 0) return 0;
    await this.objects.remove(over.map(({ audioFilePath }) => fromReference(audioFilePath)));
    await this.sources.forget(over.map(({ id }) => id));
    return over.length;
  }
}
