import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, UserId } from '@aisha/domain';
import { asCredits } from './credits-column';

/** A promo code. Only its end may be changed. */
@Entity({ schema: 'billing', name: 'promo' })
export class Promo {
  /** The code, in capitals. */
  @PrimaryColumn({ type: 'text' }) code!: string;
  /** What the code brings at once, in hundredths of a credit; null: it brings a percent. */
  @Column({ type: 'bigint', transformer: asCredits, nullable: true }) credits!: CentiCredits | null;
  /** How many percent more credits the person's next purchase brings; null: the code brings credits at once. */
  @Column({ type: 'integer', nullable: true }) percent!: number | null;
  @Column({ type: 'integer', name: 'per_person' }) perPerson!: number;
  /** How often the code can be used in all; null: any number of times. */
  @Column({ type: 'integer', name: 'in_all', nullable: true }) inAll!: number | null;
  @Column({ type: 'integer' }) used!: number;
  @Column({ type: 'timestamptz', name: 'valid_from' }) validFrom!: Date;
  @Column({ type: 'timestamptz', name: 'valid_until', nullable: true }) validUntil!: Date | null;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt!: Date;
}

/** A person's use of a promo code. A use that brings a percent waits for the person's next purchase. */
@Entity({ schema: 'billing', name: 'promo_use' })
export class PromoUse {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) code!: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'integer', nullable: true }) percent!: number | null;
  /** Until when a percent waits for a purchase. */
  @Column({ type: 'timestamptz', name: 'valid_until', nullable: true }) validUntil!: Date | null;
  /** The purchase that a percent added credits to; null: none. */
  @Column({ type: 'text', name: 'telegram_payment_charge_id', nullable: true }) telegramPaymentChargeId!: string | null;
  @Column({ type: 'timestamptz', name: 'used_at' }) usedAt!: Date;
}

/** How many wrong codes a person has tried on a day. */
@Entity({ schema: 'billing', name: 'promo_try' })
export class PromoTry {
  @PrimaryColumn({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** YYYY-MM-DD, by UTC. */
  @PrimaryColumn({ type: 'date' }) day!: string;
  @Column({ type: 'integer' }) tries!: number;
  /** The times of the tries. A person who has used up the tries of 24 hours must wait. */
  @Column({ type: 'timestamptz', name: 'tried_at', array: true }) triedAt!: Date[];
}
