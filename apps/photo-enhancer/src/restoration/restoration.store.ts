import { IsNull } from 'typeorm';
import type { Database, Transaction } from '@aisha/database';
import type { OrderId, PhotoId, UserId } from '@aisha/domain';
import { Enhancement } from '@aisha/kinds/tables';

/** Records that the original photos and the comparisons are gone; the restored photos stay. */
export async function forgetOriginals(database: Database, orderIds: readonly OrderId[]): Promise<void> {
  await database.write(
    'UPDATE enhancer.enhancement SET original_path = NULL, comparison_path = NULL WHERE order_id = ANY ($1)',
    [orderIds],
  );
}

/** Records that the files of a restoration are gone; its order stays for the ledger. */
export async function forgetRestoration(tx: Transaction, userId: UserId, orderId: OrderId): Promise<void> {
  await tx.update(Enhancement, { userId, orderId }, { originalPath: null, filePath: null, comparisonPath: null });
}

/** Whether an open order of the person reads the photo. */
export const isToBeRestored = (database: Database, userId: UserId, photoId: PhotoId): Promise<boolean> =>
  database.read.existsBy(Enhancement, { userId, photoId, finishedAt: IsNull() });
