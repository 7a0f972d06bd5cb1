import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, ErrorCode, OrderId, UserId } from '@aisha/domain';
import type { OrderKind, PricedItem } from '@aisha/kinds';
import { asCredits } from './credits-column';

/** Credits reserved for an order. */
@Entity({ schema: 'billing', name: 'credit_hold' })
export class CreditHold {
  /** The gateway chooses the id: the same order sent twice makes one hold. */
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) kind!: OrderKind;
  @Column({ type: 'text' }) item!: PricedItem;
  @Column({ type: 'integer' }) units!: number;
  /** How many units of the order are free; the free units are delivered first. */
  @Column({ type: 'integer', name: 'free_units' }) freeUnits!: number;
  @Column({ type: 'bigint', transformer: asCredits }) amount!: CentiCredits;
  @Column({ type: 'text' }) status!: 'open' | 'captured' | 'released';
  @Column({ type: 'bigint', transformer: asCredits }) captured!: CentiCredits;
  @Column({ type: 'integer', nullable: true }) delivered!: number | null;
  /** How many units were charged, free ones included; null: as many as were delivered. */
  @Column({ type: 'integer', nullable: true }) charged!: number | null;
  @Column({ type: 'integer', name: 'delivered_of', nullable: true }) deliveredOf!: number | null;
  @Column({ type: 'text', nullable: true }) reason!: ErrorCode | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true }) settledAt!: Date | null;
}
