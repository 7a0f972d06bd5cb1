import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database';
import { LedgerCheck, LedgerViolation } from '../entities/billing/ledger-check.entity';

/** The findings and the progress of the ledger's checks. */
@Injectable()
export class LedgerCheckReader {
  constructor(private readonly database: Database) {}

  /** How far the check has come; null before the first check. */
  progress(): Promise<LedgerCheck | null> {
    return this.database.read.findOneBy(LedgerCheck, { onlyRow: true });
  }

  /** The violations that still exist, oldest first. */
  violations(): Promise<LedgerViolation[]> {
    return this.database.read.find(LedgerViolation, { order: { foundAt: 'ASC', subject: 'ASC' } });
  }
}
