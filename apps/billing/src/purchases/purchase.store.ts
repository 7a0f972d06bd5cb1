import { Injectable } from '@nestjs/common';
import { Purchase } from '@aisha/database/billing';
import type { Transaction } from '@aisha/database';
import { AppError } from '@aisha/domain';
import { LedgerStore } from '../ledger/ledger.store';
import { purchase as purchasePosting } from '../ledger/posting';

export type NewPurchase = Omit<Purchase, 'createdAt'>;

/** Stars that arrived and the credits given for them. Whoever calls has locked the person's account. */
@Injectable()
export class PurchaseStore {
  constructor(private readonly ledger: LedgerStore) {}

  isCredited(tx: Transaction, telegramPaymentChargeId: string): Promise<boolean> {
    return tx.existsBy(Purchase, { telegramPaymentChargeId });
  }

  /** False when the charge was credited before; `idempotency-conflict` when it then was another purchase. */
  async credit(tx: Transaction, purchase: NewPurchase): Promise<boolean> {
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
      if (first.userId === userId && first.packId === packId && first.stars === purchase.stars) return false;
      throw new AppError('idempotency-conflict', { facts: { userId, packId } });
    }
    await this.ledger.post(tx, purchasePosting(userId, credited, packId, telegramPaymentChargeId));
    return true;
  }
}
