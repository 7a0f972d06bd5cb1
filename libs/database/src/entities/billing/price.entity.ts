import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits } from '@aisha/domain';
import type { PricedItem } from '@aisha/kinds';
import { asCredits } from './credits-column';

/** The price of a unit of an item from a date on. */
@Entity({ schema: 'billing', name: 'price' })
export class Price {
  @PrimaryColumn({ type: 'text' }) item!: PricedItem;
  @PrimaryColumn({ type: 'timestamptz', name: 'valid_from' }) validFrom!: Date;
  /** Hundredths of a credit per unit. */
  @Column({ type: 'bigint', transformer: asCredits }) amount!: CentiCredits;
}

/** A price that was withdrawn before its date, and so was never in force. */
@Entity({ schema: 'billing', name: 'price_withdrawal' })
export class PriceWithdrawal {
  @PrimaryColumn({ type: 'text' }) item!: PricedItem;
  @PrimaryColumn({ type: 'timestamptz', name: 'valid_from' }) validFrom!: Date;
  @Column({ type: 'timestamptz', name: 'withdrawn_at' }) withdrawnAt!: Date;
}
