import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TelegramId, UserId } from '@aisha/domain';
import { asNumber } from '@aisha/kinds/tables';

/** Stars or money that a person paid, or Stars that went back to them. Billing adds and takes back credits by these rows alone. */
@Entity({ schema: 'bot', name: 'star_transaction' })
export class StarTransaction {
  /** Telegram's id of the payment; a refund has the id of its payment. */
  @PrimaryColumn({ type: 'text', name: 'charge_id' }) chargeId!: string;
  @PrimaryColumn({ type: 'text' }) kind!: 'payment' | 'refund';
  @Column({ type: 'bigint', name: 'telegram_id', transformer: asNumber }) telegramId!: TelegramId;
  /** The payload of the invoice. */
  @Column({ type: 'text' }) payload!: string;
  @Column({ type: 'text' }) currency!: string;
  /** In the smallest units of the currency. */
  @Column({ type: 'integer' }) amount!: number;
  /** The part of these Stars that Telegram gave to an affiliate, or took back from the affiliate with a refund; 0 without an affiliate. */
  @Column({ type: 'integer' }) commission!: number;
  /** The card provider's id of the payment, which stands in the provider's report; null for Stars. */
  @Column({ type: 'text', name: 'provider_charge_id', nullable: true }) providerChargeId!: string | null;
  /** The end of the time that this payment of a subscription pays for; null for a payment for something else. */
  @Column({ type: 'timestamptz', name: 'subscribed_until', nullable: true }) subscribedUntil!: Date | null;
  /** Whether an update called this payment the first one of a subscription; null while no update has said so or denied it. */
  @Column({ type: 'boolean', name: 'begins_subscription', nullable: true }) beginsSubscription!: boolean | null;
  /** The person as Telegram names them; null once the transaction was sent to billing. */
  @Column({ type: 'jsonb', nullable: true }) payer!: object | null;
  @Column({ type: 'uuid', name: 'user_id', nullable: true }) userId!: UserId | null;
  /** When an update reported the transaction. */
  @Column({ type: 'timestamptz', name: 'told_at', nullable: true }) toldAt!: Date | null;
  /** When Telegram's own list confirmed the transaction, or a checkout proved the payment by card. */
  @Column({ type: 'timestamptz', name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  /** When the gateway sent the transaction to billing. */
  @Column({ type: 'timestamptz', name: 'forwarded_at', nullable: true }) forwardedAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}

/** How far Telegram's list of Star transactions has been read. */
@Entity({ schema: 'bot', name: 'star_reconciliation' })
export class StarReconciliation {
  @PrimaryColumn({ type: 'boolean', name: 'only_row' }) onlyRow!: true;
  /** How many entries of Telegram's list were read; the list only grows. */
  @Column({ type: 'bigint', name: 'transactions_read', transformer: asNumber }) transactionsRead!: number;
  /** When the list is read next. The replica that sets this to a later moment reads the list. */
  @Column({ type: 'timestamptz', name: 'due_at' }) dueAt!: Date;
  /** When the list was last read to its end. */
  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}
