import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TelegramId, UserId } from '@aisha/domain';
import { asNumber } from '../columns';

/** What is to be shown in a chat. */
@Entity({ schema: 'bot', name: 'delivery' })
export class Delivery {
  /** The order within a chat. */
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) id!: number;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'bigint', name: 'chat_id', transformer: asNumber }) chatId!: TelegramId;
  @Column({ type: 'text' }) class!: 'interactive' | 'result' | 'broadcast';
  /** Edits of one card: only the newest unsent one is sent. */
  @Column({ type: 'text', name: 'card_key', nullable: true }) cardKey!: string | null;
  /** What to show, before it becomes Telegram's. */
  @Column({ type: 'jsonb' }) content!: Record<string, unknown>;
  /** The order is kept within a lane; '' is the chat's own. */
  @Column({ type: 'text' }) lane!: string;
  /** undelivered: paid for, and Telegram would not take it; an operator decides. */
  @Column({ type: 'text' }) status!: 'pending' | 'sending' | 'sent' | 'dropped' | 'undelivered';
  @Column({ type: 'integer' }) attempts!: number;
  @Column({ type: 'timestamptz', name: 'not_before' }) notBefore!: Date;
  @Column({ type: 'bigint', name: 'message_ids', array: true, nullable: true }) messageIds!: string[] | null;
  @Column({ type: 'text', nullable: true }) error!: string | null;
  @Column({ type: 'text', name: 'trace_id', nullable: true }) traceId!: string | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'sent_at', nullable: true }) sentAt!: Date | null;
}
