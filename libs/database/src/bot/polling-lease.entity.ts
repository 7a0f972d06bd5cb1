import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Names the replica of the gateway that polls. No session holds the lease, so a pooler may stand between. */
@Entity({ schema: 'bot', name: 'polling_lease' })
export class PollingLease {
  @PrimaryColumn({ type: 'boolean', name: 'only_row' }) onlyRow!: true;
  /** The process that asks Telegram for updates. */
  @Column({ type: 'uuid' }) holder!: string;
  /** The replica's name: a process that is started again in its place has the same. */
  @Column({ type: 'text' }) replica!: string;
  /** Unless it is renewed. */
  @Column({ type: 'timestamptz', name: 'ends_at' }) endsAt!: Date;
}
