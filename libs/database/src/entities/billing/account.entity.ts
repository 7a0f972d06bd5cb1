import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, UserId } from '@aisha/domain';
import { asCredits } from './credits-column';

/** One balance per person, in hundredths of a credit. */
@Entity({ schema: 'billing', name: 'account' })
export class Account {
  @PrimaryColumn({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** The balance that may be spent, in hundredths of a credit. */
  @Column({ type: 'bigint', transformer: asCredits }) available!: CentiCredits;
  @Column({ type: 'bigint', transformer: asCredits }) held!: CentiCredits;
  /** Spent credits whose Stars went back: new credits pay this debt first. */
  @Column({ type: 'bigint', transformer: asCredits }) debt!: CentiCredits;
  @Column({ type: 'timestamptz', name: 'opened_at' }) openedAt!: Date;
  /** When everything about the person was deleted: since then the account accepts no order. */
  @Column({ type: 'timestamptz', name: 'forgotten_at', nullable: true }) forgottenAt!: Date | null;
  /** When the person, who had had everything deleted before, began anew; null for a person who was never here. */
  @Column({ type: 'timestamptz', name: 'began_anew_at', nullable: true }) beganAnewAt!: Date | null;
}
