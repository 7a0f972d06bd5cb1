import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Names the replica of the gateway that polls. The lease is a row and not a lock of a session, so that a connection pooler may stand between
 * the gateway and Postgres.
 */
@Entity({ schema: 'bot', name: 'polling_lease' })
export class PollingLease {
  @PrimaryColumn({ type: 'boolean', name: 'only_row' }) onlyRow!: true;
  /** The process that asks Telegram for updates. */
  @Column({ type: 'uuid' }) holder!: string;
  /** The replica's name: a process that restarts in the same place has the same name. */
  @Column({ type: 'text' }) replica!: string;
  /** When the lease ends unless the holder renews it. */
  @Column({ type: 'timestamptz', name: 'ends_at' }) endsAt!: Date;
}
