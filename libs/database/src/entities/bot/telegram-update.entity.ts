import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TelegramId } from '@aisha/domain';
import { asNumber } from '@aisha/kinds/tables';

/** An update as Telegram sent it. */
@Entity({ schema: 'bot', name: 'telegram_update' })
export class TelegramUpdate {
  /** Telegram's number of the update. By this number the gateway stores an update only once, even if Telegram sends it twice. */
  @PrimaryColumn({ type: 'bigint', name: 'update_id', transformer: asNumber }) updateId!: number;
  /** Updates of one chat are handled in order. */
  @Column({ type: 'bigint', name: 'chat_id', transformer: asNumber }) chatId!: TelegramId;
  /** The update as it came; once it is handled, only its number is kept. */
  @Column({ type: 'jsonb' }) payload!: Record<string, unknown>;
  @Column({ type: 'timestamptz', name: 'received_at' }) receivedAt!: Date;
  @Column({ type: 'timestamptz', name: 'handled_at', nullable: true }) handledAt!: Date | null;
  /** How often handling failed because of the update itself. */
  @Column({ type: 'integer' }) attempts!: number;
  /** Until when the update waits after a failure. Other updates of the chat are handled meanwhile. */
  @Column({ type: 'timestamptz', name: 'not_before' }) notBefore!: Date;
  /** When the update was given up, so that an operator decides about it; null: it was not. */
  @Column({ type: 'timestamptz', name: 'given_up_at', nullable: true }) givenUpAt!: Date | null;
  /** Until when the update waits for the person's consent; meanwhile it counts as handled. */
  @Column({ type: 'timestamptz', name: 'held_until', nullable: true }) heldUntil!: Date | null;
  /** A short reference of the last failure. */
  @Column({ type: 'text', nullable: true }) error!: string | null;
}
