import type { RefundPurchase } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { StarTransactionReader } from '@aisha/database/bot';
import { AppError } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { endOfRefunded } from '../subscriptions/announcement';
import { newsOfRefund } from './news-of-refund';
import { PurchaseStore } from '../purchases/purchase.store';

/** Takes the credits of a purchase whose Stars went back, once per charge. Credits that are already spent become a debt (decision 29). */
@Injectable()
export class RefundPurchaseHandler implements JobHandler<RefundPurchase> {
  constructor(
    private readonly payments: StarTransactionReader,
    private readonly accounts: AccountStore,
    private readonly purchases: PurchaseStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  /**
   * For a payment that billing never credited there is nothing to take. Its refund prevents a later crediting, and ends the subscription that
   * it paid for.
   */
  readonly handle = async ({ telegramPaymentChargeId }: RefundPurchase, context: JobContext): Promise<void> => {
    const payment = await this.payments.confirmed('refund', telegramPaymentChargeId);
    if (!payment) throw new AppError('payment-unknown');
    const { userId, amount: stars, currency } = payment;
    const refunded = await context.once(async (tx) => {
      const { available } = await this.accounts.lock(tx, userId);
      const refund = await this.purchases.takeBack(tx, { telegramPaymentChargeId, userId }, available);
      if (!refund) {
        const paid = await new StarTransactionReader(Database.within(tx)).confirmed('payment', telegramPaymentChargeId);
        const ended = paid && (await this.purchases.endUncredited(tx, paid));
        if (ended) await this.outbox.add(tx, ...endOfRefunded(ended));
        return undefined;
      }
      const paid = { currency, amount: stars };
      await this.outbox.add(tx, ...newsOfRefund(refund, { userId, telegramPaymentChargeId, paid }));
      return refund;
    });
    if (refunded) {
      const { taken, owed } = refunded;
      this.log.warn('purchase.refunded', { stars, taken: taken.toString(), owed: owed.toString() });
    }
  };
}
