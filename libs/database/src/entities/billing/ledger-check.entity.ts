import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LedgerInvariant, LedgerPart } from './ledger-invariants';

/** How far the check of the ledger has come. */
@Entity({ schema: 'billing', name: 'ledger_check' })
export class LedgerCheck {
  @PrimaryColumn({ type: 'boolean', name: 'only_row' }) onlyRow!: true;
  /** The check has covered all rows written before this. */
  @Column({ type: 'timestamptz', name: 'checked_until' }) checkedUntil!: Date;
  @Column({ type: 'timestamptz', name: 'succeeded_at', nullable: true }) succeededAt!: Date | null;
  /** The part of the ledger that the sweep checks now. */
  @Column({ type: 'text' }) part!: LedgerPart;
  /** The last key of the part that the sweep has checked; null before the first. */
  @Column({ type: 'text', name: 'after_key', nullable: true }) afterKey!: string | null;
  @Column({ type: 'timestamptz', name: 'sweep_began_at' }) sweepBeganAt!: Date;
  /** When the last complete sweep began: the whole history has been checked since. Null: no sweep is complete yet. */
  @Column({ type: 'timestamptz', name: 'swept_at', nullable: true }) sweptAt!: Date | null;
}

/** A violation that a check found, until a later check finds it corrected. */
@Entity({ schema: 'billing', name: 'ledger_violation' })
export class LedgerViolation {
  @PrimaryColumn({ type: 'text' }) invariant!: LedgerInvariant;
  @PrimaryColumn({ type: 'text' }) subject!: string;
  @Column({ type: 'text' }) detail!: string;
  @Column({ type: 'timestamptz', name: 'found_at' }) foundAt!: Date;
}
