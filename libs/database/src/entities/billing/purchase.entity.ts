import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, Money, UserId } from '@aisha/domain';
import { asCredits } from './credits-column';

/** A payment that arrived. */
@Entity({ schema: 'billing', name: 'purchase' })
export class Purchase {
  @PrimaryColumn({ type: 'text', name: 'telegram_payment_charge_id' }) telegramPaymentChargeId!: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text', name: 'pack_id' }) packId!: string;
  /** 0 where a card paid, so that no sum of Stars counts other money. */
  @Column({ type: 'integer' }) stars!: number;
  /** `XTR` for Stars. */
  @Column({ type: 'text', default: 'XTR' }) currency!: string;
  /** What a card paid, in the smallest units of the currency; null for Stars. */
  @Column({ type: 'integer', name: 'card_amount', nullable: true }) cardAmount!: number | null;
  @Column({ type: 'bigint', transformer: asCredits }) credited!: CentiCredits;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}

/** What a purchase cost. */
export const paidFor = ({
  stars,
  currency,
  cardAmount,
}: Pick<Purchase, 'stars' | 'currency' | 'cardAmount'>): Money => ({
  currency,
  amount: cardAmount ?? stars,
});
