import { PendingChangeReader } from '@aisha/database/bot';
import type { OrderId } from '@aisha/domain';
import { removedBy } from '../readers/with-changes';
import type { AskingForResult, DeliveredResult, OrderKindView } from './order-kind';

/**
 * The result of an order, both when it is delivered and when the person asks for it again. It leaves out what the person, or another person
 * drawn in it, is deleting now. The changes are read before the rows, so that a deletion in between is seen in one of the two.
 */
export async function resultOf(
  view: OrderKindView,
  orderId: OrderId,
  asking: AskingForResult,
): Promise<DeliveredResult> {
  if (view.leavesOutDeleted) return view.result(orderId, asking);
  const removed = removedBy<string>(await asking.readers.of(PendingChangeReader).of(asking.userId));
  return removed.includes(orderId) ? { contents: [] } : view.result(orderId, asking);
}
