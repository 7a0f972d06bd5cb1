import { Injectable } from '@nestjs/common';
import { Database } from '../database';
import { LedgerCheck, LedgerViolation } from './ledger-check.entity';

/** What the checks of the ledger have found, and how far they have come. */
@Injectable()
export class LedgerCheckReader {
  constructor(private readonly database: Database) {}

  /** Null before the first check. */
  progress(): Promise<LedgerCheck | null> {
    return this.database.read.findOneBy(LedgerCheck, { onlyRow: true });
  }

  /** What no check has seen mended, oldest first. */
  violations(): Promise<LedgerViolation[]> {
    return this.database.read.find(LedgerViolation, { order: { foundAt: 'ASC', subject: 'ASC' } });
  }
}
