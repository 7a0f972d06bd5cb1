import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language, TelegramId, UserId } from '@aisha/domain';
import { asNumber } from '../columns';

/** A person who talks to the bot. */
@Entity({ schema: 'bot', name: 'person' })
export class Person {
  @PrimaryColumn({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** Also the id of the private chat. */
  @Column({ type: 'bigint', name: 'telegram_id', transformer: asNumber }) telegramId!: TelegramId;
  @Column({ type: 'text', name: 'first_name' }) firstName!: string;
  @Column({ type: 'text', nullable: true }) username!: string | null;
  @Column({ type: 'text' }) language!: Language;
  /** The person blocked the bot: nothing is sent. */
  @Column({ type: 'timestamptz', name: 'blocked_at', nullable: true }) blockedAt!: Date | null;
  /** When the person last acted: a refusal of an earlier message no longer counts. */
  @Column({ type: 'timestamptz', name: 'heard_at' }) heardAt!: Date;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
