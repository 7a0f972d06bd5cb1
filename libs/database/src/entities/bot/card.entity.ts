import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UserId } from '@aisha/domain';
import { asNumber } from '@aisha/kinds/tables';

/** A message that the bot edits in place while work goes on. */
@Entity({ schema: 'bot', name: 'card' })
export class Card {
  /** The key says what the card is about: `order:<id>`, `photos:<avatar id>`. */
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** The message in the chat; null until the card was sent. */
  @Column({ type: 'bigint', name: 'message_id', nullable: true, transformer: asNumber }) messageId!: number | null;
  /** What the card shows: values, not text. */
  @Column({ type: 'jsonb' }) state!: Record<string, unknown>;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'updated_at' }) updatedAt!: Date;
}
