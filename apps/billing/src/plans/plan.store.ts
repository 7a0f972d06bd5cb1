import { Injectable } from '@nestjs/common';
import type { PlanRow, SoldRows } from '@aisha/database/billing';
import type { Transaction } from '@aisha/database';
import { SellingStore } from '../selling/selling.store';

/** Writes monthly plans. A plan is never changed, only retired. */
@Injectable()
export class PlanStore {
  constructor(private readonly selling: SellingStore) {}

  /** Reads everything that is sold now and later, and locks it against other changes until the transaction ends. */
  lock(tx: Transaction, now: Date): Promise<SoldRows> {
    return this.selling.lock(tx, now);
  }

  async add(tx: Transaction, plan: Pick<PlanRow, 'id' | 'credits' | 'stars' | 'validFrom'>): Promise<void> {
    const { id, credits, stars, validFrom } = plan;
    await tx.query('INSERT INTO billing.plan (id, credits, stars, valid_from) VALUES ($1, $2, $3, $4)', [
      id,
      credits.toString(),
      stars,
      validFrom,
    ]);
  }

  /** Sets the moment at which a plan ends. Callers ask `planRefusal` first: an end may be moved until it has come. */
  async retire(tx: Transaction, id: string, from: Date): Promise<void> {
    await tx.query('UPDATE billing.plan SET retired_at = $2 WHERE id = $1', [id, from]);
  }
}
