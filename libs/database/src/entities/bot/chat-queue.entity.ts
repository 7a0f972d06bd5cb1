import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TelegramId } from '@aisha/domain';
import { asNumber } from '@aisha/kinds/tables';

/** The head of one chat's queue; triggers of bot.delivery keep it up to date. */
@Entity({ schema: 'bot', name: 'chat_queue' })
export class ChatQueue {
  @PrimaryColumn({ type: 'bigint', name: 'chat_id', transformer: asNumber }) chatId!: TelegramId;
  /** The next delivery; null: the chat has none waiting, or one is being sent. */
  @Column({ type: 'bigint', name: 'head_id', nullable: true }) headId!: string | null;
  /** The rank of that delivery's class: 1 answer, 2 result, 3 broadcast, 4 progress; null without such a delivery. */
  @Column({ type: 'smallint', nullable: true }) rank!: number | null;
  @Column({ type: 'timestamptz', name: 'due_at', nullable: true }) dueAt!: Date | null;
  /** The chat's own rate limit: no message is sent before this moment. */
  @Column({ type: 'timestamptz', name: 'paced_until' }) pacedUntil!: Date;
  /** The end of the pause that Telegram asked for (retry_after). */
  @Column({ type: 'timestamptz', name: 'paused_until' }) pausedUntil!: Date;
}
