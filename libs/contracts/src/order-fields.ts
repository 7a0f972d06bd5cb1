import { IsUUID } from 'class-validator';
import { ORDER_KINDS, type OrderId, type OrderKind, type UserId } from '@aisha/domain';
import { KnownValue } from './enumerated-values';

/** The order of a message and its owner. */
export class OrderReference {
  /** Also the hold's id and a part of the webhook URL: sent twice, done once. */
  @IsUUID() orderId!: OrderId;
  @IsUUID() userId!: UserId;
}

export class KindedOrderReference extends OrderReference {
  @KnownValue(ORDER_KINDS) kind!: OrderKind;
}
