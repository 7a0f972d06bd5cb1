import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often all replicas together have asked a provider in the present window of a limit. rate-limiter-flexible reads and writes it. */
@Entity({ schema: 'transcriber', name: 'request_limit' })
export class RequestLimit {
  /** The name of the limit for which the row counts. */
  @PrimaryColumn({ type: 'varchar', length: 255 }) key!: string;
  @Column({ type: 'integer' }) points!: number;
  /** The end of the window, in milliseconds since 1970. */
  @Column({ type: 'bigint', nullable: true }) expire!: string | null;
}
