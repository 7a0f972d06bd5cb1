import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TelegramId } from '@aisha/domain';
import { asNumber } from '@aisha/kinds/tables';

/**
 * Telegram's question whether a person may pay by card. Telegram has no list of such payments, so a payment is proven by this question
 * together with our answer “yes”, which Telegram accepted (decision 217).
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
  /** When Telegram accepted our answer “yes”; null: it has not, or the process ended before it knew. */
  @Column({ type: 'timestamptz', name: 'allowed_at', nullable: true }) allowedAt!: Date | null;
  /** The payment that this question proves; it proves no other. Null: there is none yet. */
  @Column({ type: 'text', name: 'charge_id', nullable: true }) chargeId!: string | null;
}
