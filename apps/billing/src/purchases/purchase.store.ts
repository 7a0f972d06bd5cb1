import { Injectable } from '@nestjs/common';
import { Purchase, type Balance } from '@aisha/database/billing';
import type { Transaction } from '@aisha/database';
import { AppError } from '@aisha/domain';
import { LedgerStore } from '../ledger/ledger.store';
import { purchase as purchasePosting } from '../ledger/posting';

export type NewPurchase = Omit<Purchase, 'createdAt'>;

/** Writes payments in Stars with their credits. The caller has locked the person's account. */
@Injectable()
export class PurchaseStore {
  constructor(private readonly ledger: LedgerStore) {}

  isCredited(tx: Transaction, telegramPaymentChargeId: string): Promise<boolean> {
    return tx.existsBy(Purchase, { telegramPaymentChargeId });
  }

  /**
   * The balance with the new credits. Undefined if the charge was credited before; throws `idempotency-conflict` if that was another
   * purchase.
   */
  async credit(tx: Transaction, purchase: NewPurchase): Promise<Balance | undefined> {
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(Purchase)
      .values(purchase)
      .orIgnore()
      .returning('telegram_payment_charge_id')
      .execute();
    const { telegramPaymentChargeId, userId, packId, credited } = purchase;
    if ((raw as unknown[]).length === 0) {
      const first = await tx.findOneByOrFail(Purchase, { telegramPaymentChargeId });
      if (first.userId === userId && first.packId === packId && first.stars === purchase.stars) return undefined;
      throw new AppError('idempotency-conflict', { facts: { userId, packId } });
    }
    const { balance } = await this.ledger.post(tx, purchasePosting(userId, credited, packId, telegramPaymentChargeId));
    return balance;
  }
}
