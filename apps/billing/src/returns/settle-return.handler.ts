import { message } from '@aisha/contracts';
import type { SettleReturn } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { Purchase, type PurchaseReturn } from '@aisha/database/billing';
import { AppError, type CentiCredits } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { newsOfRefund } from '../purchases/news-of-refund';
import { PurchaseStore } from '../purchases/purchase.store';
import { ReturnStore } from './return.store';

/**
 * Ends a return as Telegram has answered. With the Stars back the credits that were set aside go, once: Telegram's own list may have said so
 * before (RefundPurchaseHandler). With a refusal they can be spent again. The person is told either way.
 */
@Injectable()
export class SettleReturnHandler implements JobHandler<SettleReturn> {
  constructor(
    private readonly accounts: AccountStore,
    private readonly returns: ReturnStore,
    private readonly purchases: PurchaseStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async ({ returnId, isReturned, problem }: SettleReturn, context: JobContext): Promise<void> => {
    const outcome = await context.once(async (tx) => {
      const asked = await this.returns.find(tx, returnId);
      if (!asked) throw new AppError('payment-unknown', { facts: { returnId } });
      const balance = await this.accounts.lock(tx, asked.userId);
      const found = await this.returns.find(tx, returnId); // as it is now that the account is locked
      if (found?.state !== 'open') return 'settled-before';
      if (found.letterId !== null) await this.returns.releaseLetter(tx, found.letterId, isReturned);
      if (isReturned) await this.giveBack(tx, found, balance.available);
      else await this.refuse(tx, found, problem ?? 'no reason', balance.debt);
      return isReturned ? 'returned' : 'refused';
    });
    if (outcome === 'refused') this.log.error('return.refused', { code: 'idempotency-conflict', returnId, problem });
    else if (outcome) this.log.info('return.settled', { returnId, outcome });
  };

  private async giveBack(tx: Transaction, asked: PurchaseReturn, available: CentiCredits): Promise<void> {
    const { userId, telegramPaymentChargeId } = asked;
    const purchase = await tx.findOneBy(Purchase, { telegramPaymentChargeId, userId });
    if (!purchase) return void (await this.returns.returned(tx, asked)); // it bought nothing: there are no credits to take
    const refund = await this.purchases.takeBack(tx, purchase, available);
    if (!refund) return;
    await this.outbox.add(tx, ...newsOfRefund(refund, purchase));
  }

  private async refuse(tx: Transaction, asked: PurchaseReturn, problem: string, debt: CentiCredits): Promise<void> {
    const { userId, telegramPaymentChargeId } = asked;
    const balance = await this.returns.refused(tx, asked, problem, debt);
    const purchase = await tx.findOneBy(Purchase, { telegramPaymentChargeId, userId });
    if (!purchase) return;
    await this.outbox.add(
      tx,
      message(botGatewayInbox, 'explain-return', {
        userId,
        verdict: 'by-rule',
        stars: purchase.stars,
        spent: '0',
        availableAfter: balance.available.toString(),
      }),
    );
  }
}
