import { Injectable } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { everyDescribedPhoto, everyIncomingPhoto, everySentPhoto, ObjectStore } from '@aisha/storage';

const FORGET_EVERY_MS = 3_600_000;

/** A day: longer than any of our queues. A photo whose check comes later must be sent again. */
const KEPT_MS = RETENTION_MS.uncheckedPhoto;
/** How long a copy to be described is kept: a description is needed within an hour. */
const DESCRIBED_MS = RETENTION_MS.describedPhoto;
/** A day: longer than an offer is honoured and an order waits. */
const SENT_PHOTO_MS = RETENTION_MS.sentPhoto;

/**
 * Removes photos as they came, which still say where and when they were taken. The check removes them; this clock
 * removes those whose check died at that moment or never came.
 */
@Injectable()
export class ForgetIncoming extends Periodic {
  constructor(
    private readonly objects: ObjectStore,
    private readonly clock: Clock,
    log: Logger,
  ) {
    super('incoming.forget', FORGET_EVERY_MS, log);
  }

  async run(): Promise<void> {
    const storedBefore = new Date(this.clock.now().getTime() - KEPT_MS);
    const removed = await this.objects.removePrefix(everyIncomingPhoto, { storedBefore });
    if (removed > 0) this.log.warn('incoming.forgotten', { removed });
    await this.forgetDescribed();
    await this.forgetSentPhotos();
  }

  /** Removes a copy to be described that the end of its description has not removed. */
  private async forgetDescribed(): Promise<void> {
    const storedBefore = new Date(this.clock.now().getTime() - DESCRIBED_MS);
    const removed = await this.objects.removePrefix(everyDescribedPhoto, { storedBefore });
    if (removed > 0) this.log.warn('described.forgotten', { removed });
  }

  /**
   * Removes photos that waited for orders. An order reads its photo from here and keeps the original elsewhere, so this
   * copy is always removed by its age.
   */
  private async forgetSentPhotos(): Promise<void> {
    const storedBefore = new Date(this.clock.now().getTime() - SENT_PHOTO_MS);
    const removed = await this.objects.removePrefix(everySentPhoto, { storedBefore });
    if (removed > 0) this.log.info('sent-photos.forgotten', { removed });
  }
}
