import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database, type Transaction } from '@aisha/database';
import { Purchase, paidFor, type PurchaseReturn } from '@aisha/database/billing';
import { StarTransactionReader } from '@aisha/database/bot';
import { inMoney, type CentiCredits, type Money, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { newsOfRefund } from './news-of-refund';
import { PurchaseStore } from '../purchases/purchase.store';
import { ReturnStore } from '../returns/return.store';

/**
 * Ends returns. When the money is back, the credits that were set aside are taken, once; when the return is refused, the person can spend
 * them again.
 */
@Injectable()
export class ReturnEnd {
  constructor(
    private readonly accounts: AccountStore,
    private readonly returns: ReturnStore,
    private readonly purchases: PurchaseStore,
    private readonly outbox: Outbox,
  ) {}

  /** Locks the account, so that a return ends once, and finds the charge's return that waits for an answer. */
  async openOf(tx: Transaction, userId: UserId, telegramPaymentChargeId: string): Promise<PurchaseReturn | null> {
    await this.accounts.lock(tx, userId);
    return this.returns.openOf(tx, telegramPaymentChargeId);
  }

  /** Ends a return, and resolves to how it ended; undefined when there is no such return. `problem` is null when the money is back. */
  async end(
    tx: Transaction,
    returnId: string,
    problem: string | null,
  ): Promise<'returned' | 'refused' | 'settled-before' | undefined> {
    const asked = await this.returns.find(tx, returnId);
    if (!asked) return undefined;
    const balance = await this.accounts.lock(tx, asked.userId);
    const found = await this.returns.find(tx, returnId); // read again now that the account is locked
    if (found?.state !== 'open') return 'settled-before';
    if (found.letterId !== null) await this.returns.releaseLetter(tx, found.letterId, problem === null);
    if (problem === null) await this.takeCredits(tx, found, balance.available);
    else await this.refuse(tx, found, problem, balance.debt);
    return problem === null ? 'returned' : 'refused';
  }

  private async takeCredits(tx: Transaction, asked: PurchaseReturn, available: CentiCredits): Promise<void> {
    const { userId, telegramPaymentChargeId } = asked;
    const purchase = await tx.findOneBy(Purchase, { telegramPaymentChargeId, userId });
    if (!purchase) return this.endWithoutCredits(tx, asked);
    const refund = await this.purchases.takeBack(tx, purchase, available);
    if (!refund) return;
    await this.outbox.add(tx, ...newsOfRefund(refund, { userId, telegramPaymentChargeId, paid: paidFor(purchase) }));
  }

  /** Tells the person, who was promised to hear of it, that a payment which bought nothing went back. There are no credits to take. */
  private async endWithoutCredits(tx: Transaction, asked: PurchaseReturn): Promise<void> {
    const { available } = await this.returns.returned(tx, asked);
    const paid = await paidIn(tx, asked);
    if (!paid) return;
    const told = {
      userId: asked.userId,
      taken: '0',
      owed: '0',
      availableAfter: available.toString(),
      ...inMoney(paid),
    };
    await this.outbox.add(tx, message(botGatewayInbox, 'announce-refund', told));
  }

  private async refuse(tx: Transaction, asked: PurchaseReturn, problem: string, debt: CentiCredits): Promise<void> {
    const balance = await this.returns.refused(tx, asked, problem, debt);
    const paid = await paidIn(tx, asked);
    if (!paid) return;
    await this.outbox.add(
      tx,
      message(botGatewayInbox, 'explain-return', {
        userId: asked.userId,
        verdict: 'by-rule',
        ...inMoney(paid),
        spent: '0',
        availableAfter: balance.available.toString(),
        setAside: asked.setAside.toString(),
        debtPaid: (debt - balance.debt).toString(),
      }),
    );
  }
}

/** What was paid: for a payment that bought nothing, by the row that Telegram or a checkout has confirmed. */
async function paidIn(
  tx: Transaction,
  { userId, telegramPaymentChargeId }: PurchaseReturn,
): Promise<Money | undefined> {
  const purchase = await tx.findOneBy(Purchase, { telegramPaymentChargeId, userId });
  if (purchase) return paidFor(purchase);
  const payment = await new StarTransactionReader(Database.within(tx)).confirmed('payment', telegramPaymentChargeId);
  return payment ?? undefined;
}
