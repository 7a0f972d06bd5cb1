import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, UserId } from '@aisha/domain';
import { asCredits } from './credits-column';

/** A payment that is to go back to its person: its credits are set aside while the return is `open`. */
@Entity({ schema: 'billing', name: 'purchase_return' })
export class PurchaseReturn {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text', name: 'telegram_payment_charge_id' }) telegramPaymentChargeId!: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** Credits held until Telegram answers, in hundredths of a credit; 0 for a payment that bought nothing. */
  @Column({ type: 'bigint', name: 'set_aside', transformer: asCredits }) setAside!: CentiCredits;
  /** The dead letter of a payment that bought nothing; null for a purchase. */
  @Column({ type: 'text', name: 'letter_id', nullable: true }) letterId!: string | null;
  /** `person`, or the name of the operator. */
  @Column({ type: 'text', name: 'asked_by' }) askedBy!: string;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column({ type: 'text' }) state!: 'open' | 'returned' | 'refused';
  /** What Telegram said when it refused; null: it has not refused. */
  @Column({ type: 'text', nullable: true }) problem!: string | null;
  @Column({ type: 'timestamptz', name: 'asked_at' }) askedAt!: Date;
  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
