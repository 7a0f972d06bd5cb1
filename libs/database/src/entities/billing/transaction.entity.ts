import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, OrderId, UserId } from '@aisha/domain';
import { asCredits } from './credits-column';

/** SQL: the types of transactions by which a person's payment brings credits. */
export const PAYMENT_TYPES = `('purchase', 'subscription')`;

/** A change of a person's credits, and its reason. */
@Entity({ schema: 'billing', name: 'transaction' })
export class CreditTransaction {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) type!:
    | 'welcome'
    | 'purchase'
    | 'subscription'
    | 'hold'
    | 'capture'
    | 'release'
    | 'refund'
    | 'debt'
    | 'debt-payment'
    | 'correction'
    | 'deduction'
    | 'promo'
    | 'referral'
    | 'referral-picture'
    | 'gain-back'
    | 'gift-sent'
    | 'gift-received'
    | 'gift-back'
    | 'set-aside'
    | 'set-back'
    | 'forfeit';
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'uuid', name: 'order_id', nullable: true }) orderId!: OrderId | null;
  @Column({ type: 'bigint', transformer: asCredits }) amount!: CentiCredits;
  @Column({ type: 'text' }) description!: string;
  /** A second request with the same key writes nothing. */
  @Column({ type: 'text', name: 'idempotency_key' }) idempotencyKey!: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
