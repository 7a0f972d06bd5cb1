import { Injectable } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Logger, Periodic } from '@aisha/platform';
import { everyDescribedPhoto, everyIncomingPhoto, everySentPhoto, ObjectStore } from '@aisha/storage';

const FORGET_EVERY_MS = 3_600_000;

/** A day: longer than any of our queues. A photo whose check comes later must be sent again. */
const KEPT_MS = RETENTION_MS.uncheckedPhoto;
/** A description is needed within an hour. */
const DESCRIBED_MS = RETENTION_MS.describedPhoto;
/** A day: longer than an offer is honoured and an order waits. */
const SENT_PHOTO_MS = RETENTION_MS.sentPhoto;

/**
 * An incoming photo still says where and when it was taken. The check removes it; this removes it if the check died at that moment
 * or never came.
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

  /** Removes the copy that a photo's description would have removed at its end. */
  private async forgetDescribed(): Promise<void> {
    const storedBefore = new Date(this.clock.now().getTime() - DESCRIBED_MS);
    const removed = await this.objects.removePrefix(everyDescribedPhoto, { storedBefore });
    if (removed > 0) this.log.warn('described.forgotten', { removed });
  }

  /** The photo of an order is read from here, and its original kept elsewhere: this copy always ends by its age. */
  private async forgetSentPhotos(): Promise<void> {
    const storedBefore = new Date(this.clock.now().getTime() - SENT_PHOTO_MS);
    const removed = await this.objects.removePrefix(everySentPhoto, { storedBefore });
    if (removed > 0) this.log.info('sent-photos.forgotten', { removed });
  }
}
