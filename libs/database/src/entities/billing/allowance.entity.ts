import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AllowanceName } from '@aisha/domain';

/** What people get for nothing, or a limit of it, from a date on. */
@Entity({ schema: 'billing', name: 'allowance' })
export class Allowance {
  @PrimaryColumn({ type: 'text', name: 'allowance' }) name!: AllowanceName;
  @PrimaryColumn({ type: 'timestamptz', name: 'valid_from' }) validFrom!: Date;
  /** In whole credits, seconds, times or days, as `ALLOWANCES` says. */
  @Column({ type: 'integer' }) amount!: number;
}
