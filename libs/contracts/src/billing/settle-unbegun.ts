import type { OrderId, UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { ByOperator } from '../by-operator';
import { message, type Message } from '../inbox';
import { operatorInLog } from '../operate-order';
import { billingInbox } from './inbox';

/** An order that is only a hold so far. */
interface Unbegun {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly kind: OrderKind;
  readonly units: number;
}

/**
 * "An operator ends an order that no worker has": the message that begins the order is on its way, or was lost. Only billing can give the
 * order's credits back, as it does when a hold was forgotten (decision 201).
 */
export const settleUnbegun = ({ units, ...order }: Unbegun, by: ByOperator): Message =>
  message(billingInbox, 'settle-hold', {
    ...order,
    delivered: 0,
    of: units,
    reason: 'hold-forgotten',
    operator: operatorInLog(by),
    by,
  });
