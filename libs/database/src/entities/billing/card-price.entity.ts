import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The price of a pack by card, from a date on. A price that has been in force is never changed. */
@Entity({ schema: 'billing', name: 'card_price' })
export class CardPriceRow {
  @PrimaryColumn({ type: 'text', name: 'pack_id' }) packId!: string;
  @PrimaryColumn({ type: 'text' }) currency!: string;
  @PrimaryColumn({ type: 'timestamptz', name: 'valid_from' }) validFrom!: Date;
  /** In the smallest units of the currency; null: the pack is not sold by card from then on. */
  @Column({ type: 'integer', nullable: true }) amount!: number | null;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt!: Date;
}
