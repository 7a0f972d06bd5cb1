import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The calls to Telegram that all replicas together made, or may make, within the last second; one row. */
@Entity({ schema: 'bot', name: 'send_window' })
export class SendWindow {
  @PrimaryColumn({ type: 'boolean' }) id!: true;
  /** The times of calls, one element per call. */
  @Column({ type: 'timestamptz', name: 'granted_at', array: true }) grantedAt!: Date[];
  /** The rank of the delivery class of each call. */
  @Column({ type: 'smallint', name: 'granted_rank', array: true }) grantedRank!: number[];
  /** The moment from which calls other than answers are spaced evenly. */
  @Column({ type: 'timestamptz', name: 'spaced_from' }) spacedFrom!: Date;
}
