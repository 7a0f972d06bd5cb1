import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TelegramId, UserId } from '@aisha/domain';
import { asNumber } from '@aisha/kinds/tables';

/** Why a delivery waits. `return`: the person blocked the bot and gets this result after they return. */
export type WaitsFor = 'card-interval' | 'receipt' | 'retry' | 'retry-after' | 'return';

/** A message for a chat. */
@Entity({ schema: 'bot', name: 'delivery' })
export class Delivery {
  /**
   * The deliveries of one queue in a chat are sent in the order of these ids. A delivery waits for an earlier one only if that one
   * `isOrdered`.
   */
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) id!: number;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'bigint', name: 'chat_id', transformer: asNumber }) chatId!: TelegramId;
  @Column({ type: 'text' }) class!: 'callback' | 'answer' | 'result' | 'broadcast' | 'progress';
  /** Groups the edits of one card: only the newest unsent edit is sent. */
  @Column({ type: 'text', name: 'card_key', nullable: true }) cardKey!: string | null;
  /** The content in the terms of our type `Content`; null two days after it was sent or dropped. */
  @Column({ type: 'jsonb', nullable: true }) content!: Record<string, unknown> | null;
  /** The queue within the chat in which the sender keeps the order; '' is the chat's own queue. */
  @Column({ type: 'text' }) queue!: string;
  /** undelivered: the result is paid, but Telegram refused it; an operator decides. */
  @Column({ type: 'text' }) status!: 'pending' | 'sending' | 'sent' | 'dropped' | 'undelivered';
  /** Why the delivery waits although it is the head of its queue. */
  @Column({ type: 'text', name: 'waits_for', nullable: true }) waitsFor!: WaitsFor | null;
  @Column({ type: 'timestamptz', name: 'not_before' }) notBefore!: Date;
  /** When the lease of its sender ends; a sender that has let its lease run out has died. */
  @Column({ type: 'timestamptz', name: 'lease_until', nullable: true }) leaseUntil!: Date | null;
  /** How many of the last attempts count: those of an outage are counted down. */
  @Column({ type: 'integer' }) attempts!: number;
  /** How often a sender took the delivery. It never falls, so it tells one sender from the next. */
  @Column({ type: 'integer' }) claims!: number;
  @Column({ type: 'bigint', name: 'message_ids', array: true, nullable: true }) messageIds!: string[] | null;
  /** The message of the error, for operators to read; no code reads it. */
  @Column({ type: 'text', nullable: true }) error!: string | null;
  @Column({ type: 'text', name: 'trace_id', nullable: true }) traceId!: string | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'sent_at', nullable: true }) sentAt!: Date | null;
  /** Whether later deliveries of the chat wait for this one; if not, they may overtake it. A generated column. */
  @Column({ type: 'boolean', name: 'is_ordered', insert: false, update: false }) isOrdered!: boolean;
}
