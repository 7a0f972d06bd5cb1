import { ORDER_KINDS } from './all-kinds/order-kinds';
import type { OrderKind } from './lists/kinds';
import { KnownValue } from './order/enumerated-values';
import { OrderReference } from './order/order-fields';

export * from './order/enumerated-values';
export * from './order/order-fields';
export * from './order/order-input';

/** Names an order and its kind, to a receiver that takes orders of all kinds. */
export class KindedOrderReference extends OrderReference {
  @KnownValue(ORDER_KINDS) kind!: OrderKind;
}
