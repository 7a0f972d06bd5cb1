import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, Language } from '@aisha/domain';
import { asCredits } from './credits-column';

/** A pack of credits for Stars. It is never changed, only retired. */
@Entity({ schema: 'billing', name: 'pack' })
export class PackRow {
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ type: 'bigint', transformer: asCredits }) credits!: CentiCredits;
  @Column({ type: 'integer' }) stars!: number;
  @Column({ type: 'timestamptz', name: 'valid_from' }) validFrom!: Date;
  /** From this moment the pack is no longer for sale. At or before `validFrom`: it was never for sale. Null: nobody has retired it. */
  @Column({ type: 'timestamptz', name: 'retired_at', nullable: true }) retiredAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt!: Date;
}

/** Percent off the price of packs for a time. Only its end may be changed. */
@Entity({ schema: 'billing', name: 'discount' })
export class DiscountRow {
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ type: 'integer' }) percent!: number;
  /** The packs of the discount; empty: all. */
  @Column({ type: 'text', array: true }) packs!: string[];
  @Column({ type: 'text', name: 'label_ru' }) labelRu!: string;
  @Column({ type: 'text', name: 'label_en' }) labelEn!: string;
  /** The labels in further languages. */
  @Column({ type: 'jsonb' }) labels!: Readonly<Partial<Record<Language, string>>>;
  @Column({ type: 'timestamptz', name: 'valid_from' }) validFrom!: Date;
  /** The end of the discount. At or before `validFrom`: it was never in force. */
  @Column({ type: 'timestamptz', name: 'valid_until' }) validUntil!: Date;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt!: Date;
}
