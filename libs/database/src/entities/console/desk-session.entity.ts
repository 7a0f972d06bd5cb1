import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TelegramId } from '@aisha/domain';
import { asNumber } from '@aisha/kinds/tables';

/** A link by which an operator signs in to the desk, once. */
@Entity({ schema: 'console', name: 'sign_in_link' })
export class SignInLink {
  /** SHA-256 of the token, in hex. */
  @PrimaryColumn({ type: 'text', name: 'token_hash' }) tokenHash!: string;
  @Column({ type: 'bigint', name: 'telegram_id', transformer: asNumber }) telegramId!: TelegramId;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt!: Date;
  @Column({ type: 'timestamptz', name: 'used_at', nullable: true }) usedAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}

/** A session of an operator at the desk. */
@Entity({ schema: 'console', name: 'session' })
export class DeskSession {
  /** SHA-256 of the cookie, in hex: whoever reads the table can use no session. */
  @PrimaryColumn({ type: 'text', name: 'id_hash' }) idHash!: string;
  @Column({ type: 'bigint', name: 'telegram_id', transformer: asNumber }) telegramId!: TelegramId;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'seen_at' }) seenAt!: Date;
  /** When the operator signed out; null: not yet. */
  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true }) endedAt!: Date | null;
}

/** An act that the desk has sent to the app that owns the data. */
@Entity({ schema: 'console', name: 'sent_act' })
export class SentAct {
  /** The browser makes this id, so that a press that is sent twice is one act. */
  @PrimaryColumn({ type: 'uuid', name: 'act_id' }) actId!: string;
  @Column({ type: 'bigint', name: 'telegram_id', transformer: asNumber }) telegramId!: TelegramId;
  @Column({ type: 'text' }) receiver!: string;
  @Column({ type: 'text' }) job!: string;
  @Column({ type: 'timestamptz', name: 'sent_at' }) sentAt!: Date;
}
