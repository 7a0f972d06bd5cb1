import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';
import type { OrderId, UserId } from '@aisha/domain';
import { Forgetting, Logger } from '@aisha/platform';
import { comparisonKey, originalKey, sentPhotosPrefix, ObjectStore } from '@aisha/storage';
import { forgetOriginals } from './restoration.store';

/** How many orders are handled in one batch. */
const BATCH = 100;
/**
 * Removes, within a minute after a person withdraws the consent, the photos that the person sent to be restored. A photo that an open order
 * needs stays until that order has ended. The restored photos stay.
 */
@Injectable()
export class ForgetOriginals extends Forgetting {
  constructor(
    private readonly database: Database,
    private readonly objects: ObjectStore,
    log: Logger,
  ) {
    super('originals.forget', log);
  }

  protected async forget(lookBackDays: number): Promise<void> {
    await this.forgetWaiting(lookBackDays);
    while ((await this.forgetBatch(lookBackDays)) === BATCH && !this.isStopping);
  }

  /** Removes the waiting photos of people who have withdrawn the consent and have no open order. */
  private async forgetWaiting(lookBackDays: number): Promise<void> {
    const people = await this.database.read.query<{ userId: UserId; storedBefore: Date }[]>(
      `SELECT user_id AS "userId", least(until, now()) AS "storedBefore" FROM (${withdrawnWithin('$1')}) withdrawn
       WHERE NOT EXISTS (SELECT FROM enhancer.enhancement order_of
                         WHERE order_of.user_id = withdrawn.user_id AND finished_at IS NULL)`,
      [lookBackDays],
    );
    for (const { userId, storedBefore } of people)
      await this.objects.removePrefix(sentPhotosPrefix(userId), { storedBefore });
  }

  /** Removes the files before it clears their paths in the rows, because the next run finds them only by rows with a path. */
  private async forgetBatch(lookBackDays: number): Promise<number> {
    const over = await this.database.read.query<{ orderId: OrderId; userId: UserId }[]>(
      `WITH withdrawn AS MATERIALIZED (${withdrawnWithin('$1')})
       SELECT order_id AS "orderId", user_id AS "userId" FROM enhancer.enhancement JOIN withdrawn USING (user_id)
       WHERE created_at < until AND finished_at IS NOT NULL AND original_path IS NOT NULL
       ORDER BY order_id LIMIT $2`,
      [lookBackDays, BATCH],
    );
    if (over.length === 0) return 0;
    await this.objects.remove(
      over.flatMap(({ userId, orderId }) => [originalKey(userId, orderId), comparisonKey(userId, orderId)]),
    );
    await forgetOriginals(
      this.database,
      over.map(({ orderId }) => orderId),
    );
    return over.length;
  }
}
