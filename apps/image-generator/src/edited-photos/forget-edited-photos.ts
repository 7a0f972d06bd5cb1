import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';
import type { OrderId, UserId } from '@aisha/domain';
import { Forgetting, Logger } from '@aisha/platform';
import { editedPhotoKey, ObjectStore } from '@aisha/storage';
import { EditedPhotoStore } from './edited-photo.store';

/** How many orders one batch handles. */
const BATCH = 100;

/**
 * Removes the copies of photos that a person sent to be changed, within a minute after the person withdraws the consent, but not before the
 * order that needs them has ended. The changed pictures stay.
 */
@Injectable()
export class ForgetEditedPhotos extends Forgetting {
  constructor(
    private readonly database: Database,
    private readonly photos: EditedPhotoStore,
    private readonly objects: ObjectStore,
    log: Logger,
  ) {
    super('edited-photos.forget', log);
  }

  protected async forget(lookBackDays: number): Promise<void> {
    while ((await this.forgetBatch(lookBackDays)) === BATCH && !this.isStopping);
  }

  /** Removes the files before it clears their paths in the rows, because the next run finds them only by rows with a path. */
  private async forgetBatch(lookBackDays: number): Promise<number> {
    const over = await this.database.read.query<{ orderId: OrderId; userId: UserId }[]>(
      `WITH withdrawn AS MATERIALIZED (${withdrawnWithin('$1')})
       SELECT order_id AS "orderId", user_id AS "userId" FROM generator.edit JOIN withdrawn USING (user_id)
       WHERE created_at < until AND finished_at IS NOT NULL AND original_path IS NOT NULL
       ORDER BY order_id LIMIT $2`,
      [lookBackDays, BATCH],
    );
    if (over.length === 0) return 0;
    await this.objects.remove(over.map(({ userId, orderId }) => editedPhotoKey(userId, orderId)));
    await this.photos.forget(over.map(({ orderId }) => orderId));
    return over.length;
  }
}
