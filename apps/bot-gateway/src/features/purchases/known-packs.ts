import type { Database } from '@aisha/database';
import { PackReader } from '@aisha/database/billing';
import { packPaidBy, PACKS, type PackList, type PaidInvoice } from '@aisha/domain';

/**
 * The packs and discounts that this process has seen. Packs and discounts never change, so most questions before a payment need no
 * database.
 */
export class KnownPacks {
  private known: PackList = { packs: PACKS, discounts: [] };

  constructor(private readonly database: Database) {}

  /** Whether an invoice is one of ours. Rejects when this process does not know its pack and the database is away. */
  async mayBePaid(invoice: PaidInvoice): Promise<boolean> {
    if (packPaidBy(invoice, this.known)) return true;
    this.known = await new PackReader(this.database).list();
    return packPaidBy(invoice, this.known) !== undefined;
  }
}
