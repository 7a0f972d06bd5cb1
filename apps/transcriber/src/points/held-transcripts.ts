import type { Transaction } from '@aisha/database';
import type { OrderId, UserId } from '@aisha/domain';
import { Transcript } from '@aisha/kinds/tables';
import { In } from 'typeorm';

/**
 * Whether all these transcripts of a person, to which points of an answer or a document belong, still exist. Locks them: the deletion of one
 * of them then waits for the end of this transaction.
 */
export async function holdTranscripts(tx: Transaction, userId: UserId, orderIds: readonly OrderId[]): Promise<boolean> {
  const held = await tx.find(Transcript, {
    select: { orderId: true },
    where: { userId, orderId: In([...orderIds]) },
    order: { orderId: 'ASC' },
    lock: { mode: 'pessimistic_read' },
  });
  return held.length === orderIds.length;
}
