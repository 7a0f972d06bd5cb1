import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A keyed hash that only answers whether somebody who begins anew has had the welcome gift, and is banned. */
@Entity({ schema: 'bot', name: 'past_guest' })
export class PastGuest {
  @PrimaryColumn({ type: 'bytea' }) digest!: Buffer;
  @Column({ type: 'date' }) since!: string;
  /** Until when the person was banned when they had everything deleted; null: not banned. */
  @Column({ type: 'timestamptz', name: 'banned_until', nullable: true }) bannedUntil!: Date | number | null;
}
