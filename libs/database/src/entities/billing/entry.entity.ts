import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, UserId } from '@aisha/domain';
import { asCredits } from './credits-column';

/** SQL: the accounts that are a person's credits. What is reserved is the person's until it is charged. */
export const PERSONS_CREDITS = `('user-available', 'user-held')`;

/** One line of a double entry. */
@Entity({ schema: 'billing', name: 'entry' })
export class Entry {
  @PrimaryColumn({ type: 'uuid', name: 'transaction_id' }) transactionId!: string;
  @PrimaryColumn({ type: 'integer' }) line!: number;
  @Column({ type: 'text' }) account!:
    | 'user-available'
    | 'user-held'
    | 'user-debt'
    | 'platform-sales'
    | 'platform-revenue'
    | 'platform-gifts'
    | 'platform-transit';
  @Column({ type: 'uuid', name: 'user_id', nullable: true }) userId!: UserId | null;
  /** The lines of a transaction sum to 0. */
  @Column({ type: 'bigint', transformer: asCredits }) amount!: CentiCredits;
}
