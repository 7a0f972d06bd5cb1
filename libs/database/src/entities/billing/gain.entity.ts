import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, GainReason, GiftId, GiftName, UserId } from '@aisha/domain';
import { asCredits } from './credits-column';

/** Credits that a person gained and did not buy. */
@Entity({ schema: 'billing', name: 'gain' })
export class Gain {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) reason!: GainReason;
  @Column({ type: 'bigint', transformer: asCredits }) credits!: CentiCredits;
  /** The purchase whose refund takes these credits back; null: they stay. */
  @Column({ type: 'text', name: 'telegram_payment_charge_id', nullable: true }) telegramPaymentChargeId!: string | null;
  @Column({ type: 'timestamptz', name: 'gained_at' }) gainedAt!: Date;
  /** What billing took from the balance when the gained credits were taken back; null until then. */
  @Column({ type: 'bigint', transformer: asCredits, nullable: true }) taken!: CentiCredits | null;
  /** The part of the gained credits that had been spent before they were taken back: the person owes it. */
  @Column({ type: 'bigint', transformer: asCredits, nullable: true }) owed!: CentiCredits | null;
}

/** A friend who came by a person's invitation. */
@Entity({ schema: 'billing', name: 'referral' })
export class Referral {
  @PrimaryColumn({ type: 'uuid', name: 'friend_id' }) friendId!: UserId;
  @Column({ type: 'uuid', name: 'inviter_id' }) inviterId!: UserId;
  /** Telegram's id of the friend's first purchase; null: there was none yet. */
  @Column({ type: 'text', name: 'telegram_payment_charge_id', nullable: true }) telegramPaymentChargeId!: string | null;
  /** What the friend's first purchase brought: `rewarded`, or why nobody gained; null: the friend has bought nothing yet. */
  @Column({ type: 'text', nullable: true }) outcome!: string | null;
  @Column({ type: 'timestamptz', name: 'invited_at' }) invitedAt!: Date;
  @Column({ type: 'timestamptz', name: 'rewarded_at', nullable: true }) rewardedAt!: Date | null;
  /** What the friend's first picture brought: `rewarded`, or why nobody gained; null: the friend has no picture yet. */
  @Column({ type: 'text', name: 'picture_outcome', nullable: true }) pictureOutcome!: string | null;
}

/** Credits on their way from a person to whoever opens the link first. */
@Entity({ schema: 'billing', name: 'gift' })
export class Gift {
  @PrimaryColumn({ type: 'uuid' }) id!: GiftId;
  @Column({ type: 'uuid', name: 'giver_id' }) giverId!: UserId;
  @Column({ type: 'bigint', transformer: asCredits }) credits!: CentiCredits;
  /** The name under which the gift is given: credits, or a photo session. */
  @Column({ type: 'text' }) called!: GiftName;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt!: Date;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt!: Date;
  /** Who opened the gift; the giver when they took it back; null while it is open. */
  @Column({ type: 'uuid', name: 'opener_id', nullable: true }) openerId!: UserId | null;
  @Column({ type: 'timestamptz', name: 'closed_at', nullable: true }) closedAt!: Date | null;
}
