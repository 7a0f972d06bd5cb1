import type { Database } from '@aisha/database';
import { PlanReader, type PlanRow } from '@aisha/database/billing';
import { planIdIn, planPaidBy, type PaidInvoice } from '@aisha/domain';

/** The plans that this process has seen. They are never changed, so most questions before a payment need no database. */
export class KnownPlans {
  private known: readonly PlanRow[] = [];

  constructor(private readonly database: Database) {}

  /** Whether an invoice is for one of our plans, retired ones too: who has begun one pays its price for ever. */
  async mayBePaid(invoice: PaidInvoice): Promise<boolean> {
    if (planIdIn(invoice.payload) === undefined) return false;
    if (planPaidBy(invoice, this.known)) return true;
    this.known = await new PlanReader(this.database).list();
    return planPaidBy(invoice, this.known) !== undefined;
  }
}
