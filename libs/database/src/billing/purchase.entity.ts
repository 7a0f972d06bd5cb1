import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, UserId } from '@aisha/domain';
import { asCredits } from '../columns';

/** A payment of Stars that arrived. */
@Entity({ schema: 'billing', name: 'purchase' })
export class Purchase {
  @PrimaryColumn({ type: 'text', name: 'telegram_payment_charge_id' }) telegramPaymentChargeId!: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text', name: 'pack_id' }) packId!: string;
  @Column({ type: 'integer' }) stars!: number;
  @Column({ type: 'bigint', transformer: asCredits }) credited!: CentiCredits;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
