import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many requests of a key count in the present window of a limit. rate-limiter-flexible reads and writes it. */
@Entity({ schema: 'api', name: 'request_limit' })
export class RequestWindow {
  /** The name of a limit, and whose requests it counts. */
  @PrimaryColumn({ type: 'varchar', length: 255 }) key!: string;
  @Column({ type: 'integer' }) points!: number;
  /** The end of the window, in milliseconds since 1970. */
  @Column({ type: 'bigint', nullable: true }) expire!: string | null;
}
