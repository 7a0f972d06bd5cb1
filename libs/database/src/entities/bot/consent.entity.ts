import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UserId } from '@aisha/domain';

/** A person's statement that they are an adult and agree to how we use their photos and voice. */
@Entity({ schema: 'bot', name: 'consent' })
export class Consent {
  @PrimaryColumn({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** The version of the text they agreed to. */
  @Column({ type: 'integer' }) version!: number;
  @PrimaryColumn({ type: 'timestamptz', name: 'agreed_at' }) agreedAt!: Date;
  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
}
