import type { Transaction } from '@aisha/database';
import { Enhancement } from '@aisha/database/enhancer';
import type { OrderId, UserId } from '@aisha/domain';

/** The files of a restoration are gone; its order stays for the ledger. */
export async function forgetRestoration(tx: Transaction, userId: UserId, orderId: OrderId): Promise<void> {
  await tx.update(Enhancement, { userId, orderId }, { originalPath: null, filePath: null, comparisonPath: null });
}
