import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits } from '@aisha/domain';
import { asCredits } from './credits-column';

/** A purchase whose money went back, and the credits that billing took for it. */
@Entity({ schema: 'billing', name: 'refund' })
export class Refund {
  @PrimaryColumn({ type: 'text', name: 'telegram_payment_charge_id' }) telegramPaymentChargeId!: string;
  /** The credits taken back from the balance, in hundredths of a credit. */
  @Column({ type: 'bigint', transformer: asCredits }) taken!: CentiCredits;
  /** The credits that had been spent already; the person owes them. */
  @Column({ type: 'bigint', transformer: asCredits }) owed!: CentiCredits;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
