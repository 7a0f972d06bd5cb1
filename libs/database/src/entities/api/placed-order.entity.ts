import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApiKeyId, CentiCredits, ErrorCode, OrderId, UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { asCredits } from '../billing/credits-column';

/** An order that was placed by the public API. What the person wrote for it is not kept here. */
@Entity({ schema: 'api', name: 'placed_order' })
export class PlacedOrder {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'uuid', name: 'key_id' }) keyId!: ApiKeyId;
  @Column({ type: 'text' }) kind!: OrderKind;
  /** The quoted price, in hundredths of a credit. */
  @Column({ type: 'bigint', transformer: asCredits }) price!: CentiCredits;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /** Why billing refused the order; null: billing let the order begin, or has not decided yet. */
  @Column({ type: 'text', nullable: true }) refused!: ErrorCode | null;
  /** How many orders the person might have under way; null unless billing refused the order as one too many. */
  @Column({ type: 'integer', name: 'max_open_orders', nullable: true }) maxOpenOrders!: number | null;
  /** When the end of the order was found, and the messages about it were stored for the person's webhooks. */
  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
