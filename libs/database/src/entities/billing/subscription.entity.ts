import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, SubscriptionState, UserId } from '@aisha/domain';
import { asNumber } from '@aisha/kinds/tables';
import { asCredits } from './credits-column';

/** Credits each 30 days for Stars. It is never changed, only retired. */
@Entity({ schema: 'billing', name: 'plan' })
export class PlanRow {
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ type: 'bigint', transformer: asCredits }) credits!: CentiCredits;
  @Column({ type: 'integer' }) stars!: number;
  @Column({ type: 'timestamptz', name: 'valid_from' }) validFrom!: Date;
  /** From this moment nobody can begin the plan. Null: nobody has retired it. */
  @Column({ type: 'timestamptz', name: 'retired_at', nullable: true }) retiredAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt!: Date;
}

/** A person's subscription to a plan: until when it is paid, and whether Telegram charges it again. Each of its payments is a purchase. */
@Entity({ schema: 'billing', name: 'subscription' })
export class Subscription {
  /** Telegram's id of its first payment, by which Telegram stops and allows the next ones. */
  @PrimaryColumn({ type: 'text', name: 'first_charge_id' }) firstChargeId!: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text', name: 'plan_id' }) planId!: string;
  @Column({ type: 'text' }) state!: SubscriptionState;
  @Column({ type: 'timestamptz', name: 'paid_until' }) paidUntil!: Date;
  @Column({ type: 'text', name: 'last_charge_id' }) lastChargeId!: string;
  /** How many payments the subscription has had. */
  @Column({ type: 'integer' }) payments!: number;
  /** The number of the update that reported this state; 0 when a payment or the person's own button changed it. */
  @Column({ type: 'bigint', name: 'told_in', transformer: asNumber }) toldIn!: number;
  @Column({ type: 'timestamptz', name: 'began_at' }) beganAt!: Date;
  @Column({ type: 'timestamptz', name: 'changed_at' }) changedAt!: Date;
  /** When it ended and Telegram was asked to stop it; null where Telegram is not asked, or its update has told that it is cancelled. */
  @Column({ type: 'timestamptz', name: 'stop_asked_at', nullable: true }) stopAskedAt!: Date | null;
}
