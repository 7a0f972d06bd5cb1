import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ArrivalLink, AspectRatio, AvatarId, Language, PictureQuality, TelegramId, UserId } from '@aisha/domain';
import { asNumber } from '@aisha/kinds/tables';

/** A person who talks to the bot. */
@Entity({ schema: 'bot', name: 'person' })
export class Person {
  @PrimaryColumn({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** The person's Telegram id, which is also the id of the private chat. */
  @Column({ type: 'bigint', name: 'telegram_id', transformer: asNumber }) telegramId!: TelegramId;
  @Column({ type: 'text', name: 'first_name' }) firstName!: string;
  @Column({ type: 'text', nullable: true }) username!: string | null;
  @Column({ type: 'text' }) language!: Language;
  /** The IANA name of the time zone that the person chose; null: the usual one of their language. */
  @Column({ type: 'text', name: 'time_zone', nullable: true }) timeZone!: string | null;
  /** When the person blocked the bot, which then sends them nothing; null: they have not. */
  @Column({ type: 'timestamptz', name: 'blocked_at', nullable: true }) blockedAt!: Date | null;
  /** When the person last acted. If Telegram refused a message before this, that no longer shows that they blocked the bot. */
  @Column({ type: 'timestamptz', name: 'heard_at' }) heardAt!: Date;
  /**
   * The avatar with which the next offer of pictures begins; null: not chosen yet. The columns below have the other choices of that offer.
   */
  @Column({ type: 'uuid', name: 'last_avatar_id', nullable: true }) lastAvatarId!: AvatarId | null;
  /** Whether their last order was drawn without an avatar. */
  @Column({ type: 'boolean', name: 'last_without_avatar' }) lastWithoutAvatar!: boolean;
  @Column({ type: 'text', name: 'last_aspect_ratio', nullable: true }) lastAspectRatio!: AspectRatio | null;
  @Column({ type: 'integer', name: 'last_picture_count', nullable: true }) lastPictureCount!: number | null;
  @Column({ type: 'text', name: 'last_quality', nullable: true }) lastQuality!: PictureQuality | null;
  @Column({ type: 'boolean', name: 'last_enhance', nullable: true }) lastEnhance!: boolean | null;
  /** The person's own names and terms, as hints for the speech model. */
  @Column({ type: 'text', array: true }) words!: string[];
  /**
   * Hundredths of a credit that a recording in a group may cost without the person being asked first; null: it must be
   * free.
   */
  @Column({ type: 'integer', name: 'group_voice_limit', nullable: true }) groupVoiceLimit!: number | null;
  /** Whether the person wants messages about what is new. */
  @Column({ type: 'boolean', name: 'hears_news' }) hearsNews!: boolean;
  /** Until when an operator has banned the person; Infinity: without an end; null: no operator has. */
  @Column({ type: 'timestamptz', name: 'banned_until', nullable: true }) bannedUntil!: Date | number | null;
  /** The code in the person's link for friends; null: the person has not asked for the link yet. */
  @Column({ type: 'text', name: 'invite_code', nullable: true }) inviteCode!: string | null;
  /** The link by which the person came; null if they came by none, or before links were recorded. */
  @Column({ type: 'text', name: 'came_by', nullable: true }) cameBy!: ArrivalLink | null;
  /** When a person who came by a link got their first picture; null: not yet, or the person came by no link. */
  @Column({ type: 'timestamptz', name: 'first_picture_at', nullable: true }) firstPictureAt!: Date | null;
  /** Whether they had everything deleted before: they get no welcome credits. */
  @Column({ type: 'boolean', name: 'is_returning', default: false }) isReturning!: boolean;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
