import { Database, insertedNew, type Transaction } from '@aisha/database';
import {
  Allowance,
  CardPriceRow,
  DiscountRow,
  PackRow,
  Price,
  PriceWithdrawal,
  SellingReader,
  type SoldRows,
} from '@aisha/database/billing';
import type { SellingChange } from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';

/** Writes what is sold and given away: rows with dates. A row that has been valid is never changed, except for its end. */
@Injectable()
export class SellingStore {
  /** Reads what is sold now and later, locked against other changes until the transaction ends. */
  async lock(tx: Transaction, now: Date): Promise<SoldRows> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('aisha.selling', 0))`);
    return new SellingReader(Database.within(tx)).sold(now);
  }

  /** Writes a change. False if another change of the same thing begins at the same moment, even a withdrawn one. */
  async write(tx: Transaction, change: SellingChange): Promise<boolean> {
    const { from: validFrom } = change;
    switch (change.change) {
      case 'price': {
        const { item, amount } = change;
        if (amount === null) return insertedNew(tx, PriceWithdrawal, { item, validFrom });
        return insertedNew(tx, Price, { item, validFrom, amount });
      }
      case 'pack': {
        const { id, credits, stars } = change;
        return insertedNew(tx, PackRow, { id, credits, stars, validFrom });
      }
      case 'card-price': {
        const { id: packId, currency, amount } = change;
        const at = { packId, currency, validFrom };
        if (amount !== null) return insertedNew(tx, CardPriceRow, { ...at, amount });
        // A price that was withdrawn before its date was never valid, so its row is deleted.
        const { affected } = await tx.delete(CardPriceRow, at);
        return affected === 1 || insertedNew(tx, CardPriceRow, { ...at, amount });
      }
      case 'pack-end':
        await tx.update(PackRow, { id: change.id }, { retiredAt: validFrom });
        return true;
      case 'discount': {
        const { id, percent, packs, labelRu, labelEn, until: validUntil } = change;
        const labels = Object.fromEntries(change.labels.map(({ language, label }) => [language, label]));
        const row = { id, percent, packs: [...packs], labelRu, labelEn, labels, validFrom, validUntil };
        return insertedNew(tx, DiscountRow, row);
      }
      case 'discount-end':
        await tx.update(DiscountRow, { id: change.id }, { validUntil: validFrom });
        return true;
      case 'allowance': {
        const { name, amount } = change;
        if (amount !== null) return insertedNew(tx, Allowance, { name, validFrom, amount });
        await tx.delete(Allowance, { name, validFrom });
        return true;
      }
    }
  }
}
