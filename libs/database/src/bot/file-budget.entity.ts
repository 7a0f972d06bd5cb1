import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many files that nobody pays for a person has let us fetch or pack lately. rate-limiter-flexible reads and writes it. */
@Entity({ schema: 'bot', name: 'file_budget' })
export class FileBudget {
  /** Budget and person. */
  @PrimaryColumn({ type: 'varchar', length: 255 }) key!: string;
  @Column({ type: 'integer' }) points!: number;
  /** Milliseconds since 1970. */
  @Column({ type: 'bigint', nullable: true }) expire!: string | null;
}
