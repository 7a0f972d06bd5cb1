import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CentiCredits, UserId } from '@aisha/domain';
import { asCredits } from './credits-column';

/** What a person has set about their own spending; a person who has set nothing has no row. */
@Entity({ schema: 'billing', name: 'spending_setting' })
export class SpendingSetting {
  @PrimaryColumn({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** The IANA name of the time zone in which the person's day begins. */
  @Column({ type: 'text', name: 'time_zone' }) timeZone!: string;
  /** The limit of a day, in hundredths of a credit; null: no limit. */
  @Column({ type: 'bigint', name: 'limit_a_day', nullable: true, transformer: asCredits })
  limitADay!: CentiCredits | null;
  @Column({ type: 'bigint', name: 'next_limit', nullable: true, transformer: asCredits })
  nextLimit!: CentiCredits | null;
  /** The moment from which `nextLimit` is in force, even if `nextLimit` is null; null when no change is planned. */
  @Column({ type: 'timestamptz', name: 'next_from', nullable: true }) nextFrom!: Date | null;
  /** When fewer credits are left, the person is reminded; null: never. */
  @Column({ type: 'bigint', name: 'remind_below', nullable: true, transformer: asCredits })
  remindBelow!: CentiCredits | null;
  @Column({ type: 'timestamptz', name: 'reminded_at', nullable: true }) remindedAt!: Date | null;
}
