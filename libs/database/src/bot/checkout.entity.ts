import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TelegramId } from '@aisha/domain';
import { asNumber } from '@aisha/kinds/tables';

/**
 * Telegram's question whether a person may pay by card. Telegram has no list of such payments, so a payment is proven by this question and
 * our yes, which Telegram took (decision 217).
 */
@Entity({ schema: 'bot', name: 'checkout' })
export class Checkout {
  /** Telegram's id of the question. */
  @PrimaryColumn({ type: 'text', name: 'query_id' }) queryId!: string;
  @Column({ type: 'bigint', name: 'telegram_id', transformer: asNumber }) telegramId!: TelegramId;
  @Column({ type: 'text' }) payload!: string;
  @Column({ type: 'text' }) currency!: string;
  /** In the smallest units of the currency. */
  @Column({ type: 'integer' }) amount!: number;
  @Column({ type: 'timestamptz', name: 'asked_at' }) askedAt!: Date;
  /** When Telegram took our yes; null: it has not, or the process ended before it knew. */
  @Column({ type: 'timestamptz', name: 'allowed_at', nullable: true }) allowedAt!: Date | null;
  /** The payment that came of the question, which proves no further payment; null: none yet. */
  @Column({ type: 'text', name: 'charge_id', nullable: true }) chargeId!: string | null;
}
