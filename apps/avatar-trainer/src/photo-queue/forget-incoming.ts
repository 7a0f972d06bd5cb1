import { Injectable } from '@nestjs/common';
import { RETENTION_MS } from '@aisha/domain';
import { Clock, Logger } from '@aisha/platform';
import { everyDescribedPhoto, everyIncomingPhoto, everySentPhoto, ForgetAgedFiles, ObjectStore } from '@aisha/storage';

/**
 * How long a photo that waits for its check is kept. A photo waits less than a day in any of our queues; if its check comes still later, the
 * person must send the photo again.
 */
const KEPT_MS = RETENTION_MS.uncheckedPhoto;
/** How long the copy of a photo that is to be described is kept; its description is of use for an hour. */
const DESCRIBED_MS = RETENTION_MS.describedPhoto;
/** How long a photo that was sent for an order is kept at most: a day, because no offer stays valid, and no order waits, for so long. */
const SENT_PHOTO_MS = RETENTION_MS.sentPhoto;

/**
 * Removes photos in the form in which they arrived, because their metadata still says where and when they were taken. Usually the check of a
 * photo removes it; this class removes photos whose check never came, or died before it removed them. It also removes copies that were made
 * for a description or sent for an order.
 */
@Injectable()
export class ForgetIncoming extends ForgetAgedFiles {
  constructor(objects: ObjectStore, clock: Clock, log: Logger) {
    super('incoming.forget', objects, clock, log);
  }

  async run(): Promise<void> {
    const removed = await this.forgetAged(everyIncomingPhoto, KEPT_MS);
    if (removed > 0) this.log.warn('incoming.forgotten', { removed });
    await this.forgetDescribed();
    await this.forgetSentPhotos();
  }

  /** Removes copies that were made for a description and that still lie there when their time is over. */
  private async forgetDescribed(): Promise<void> {
    const removed = await this.forgetAged(everyDescribedPhoto, DESCRIBED_MS);
    if (removed > 0) this.log.warn('described.forgotten', { removed });
  }

  /**
   * Removes photos that were sent for orders. An order reads its photo from this copy and keeps an original of its own, so only the age of
   * the copy decides when the copy is removed.
   */
  private async forgetSentPhotos(): Promise<void> {
    const removed = await this.forgetAged(everySentPhoto, SENT_PHOTO_MS);
    if (removed > 0) this.log.info('sent-photos.forgotten', { removed });
  }
}
