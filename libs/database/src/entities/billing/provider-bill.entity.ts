import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A day of a provider's bill, as it was read last. */
@Entity({ schema: 'billing', name: 'provider_bill' })
export class ProviderBill {
  @PrimaryColumn({ type: 'text' }) provider!: string;
  /** YYYY-MM-DD, by UTC. */
  @PrimaryColumn({ type: 'date' }) day!: string;
  @Column({ type: 'timestamptz', name: 'read_at' }) readAt!: Date;
}

/** What a provider bills for a model on a day, beside our own account of it, in millionths of a US dollar. */
@Entity({ schema: 'billing', name: 'provider_bill_line' })
export class ProviderBillLine {
  @PrimaryColumn({ type: 'text' }) provider!: string;
  @PrimaryColumn({ type: 'date' }) day!: string;
  @PrimaryColumn({ type: 'text' }) model!: string;
  /** What the provider's report says. */
  @Column({ type: 'bigint' }) billed!: string;
  /** What our rows of paid requests said when the bill was read. */
  @Column({ type: 'bigint' }) listed!: string;
}
