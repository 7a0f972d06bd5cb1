import { IsUUID } from 'class-validator';
import type { OrderId, UserId } from '@aisha/domain';

/** Names the order that a message is about, and the order's owner. */
export class OrderReference {
  /** The order's id, which is also the hold's id and a part of the webhook URL: an order sent twice is done once. */
  @IsUUID() orderId!: OrderId;
  @IsUUID() userId!: UserId;
}
