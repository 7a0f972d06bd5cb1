import { PendingChangeReader } from '@aisha/database/bot';
import type { OrderId } from '@aisha/domain';
import { removedBy } from '../readers/with-changes';
import type { AskingForResult, DeliveredResult, OrderKindView } from './order-kind';

/**
 * The result of an order, when it is delivered and when the person wants it again: without what is being deleted, by the person or by
 * somebody who is drawn in it. It reads the changes before the rows, so that a deletion in between is seen either way.
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
