import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { CreditPurchase } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { AppError, packById } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { AccountStore } from '../accounts/account.store';
import { PurchaseStore } from './purchase.store';

/** Credits the pack a person paid for with Stars, once per charge. */
@Injectable()
export class CreditPurchaseHandler implements JobHandler<CreditPurchase> {
  constructor(
    private readonly accounts: AccountStore,
    private readonly purchases: PurchaseStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  /** A payment that fits no pack goes to the dead-letter list, where an operator decides what it is worth. */
  readonly handle = async (data: CreditPurchase, context: JobContext): Promise<void> => {
    const { userId, packId, stars, telegramPaymentChargeId } = data;
    const pack = packById(packId);
    if (pack?.stars !== stars) {
      throw new AppError('payment-fits-no-pack', { facts: { packId, stars, price: pack?.stars ?? null } });
    }
    const isNew = await context.once(async (tx) => {
      await this.accounts.lock(tx, userId);
      const purchase = { telegramPaymentChargeId, userId, packId, stars, credited: pack.credits };
      const balance = await this.purchases.credit(tx, purchase);
      if (!balance) return false;
      await this.outbox.add(
        tx,
        message(botGatewayInbox, 'announce-purchase', {
          userId,
          credited: pack.credits.toString(),
          availableAfter: balance.available.toString(),
          stars,
        }),
      );
      return true;
    });
    if (isNew) this.log.info('purchase.credited', { packId, stars });
  };

  /** Telegram has taken the Stars, so the person is told. An operator finds the payment on the dead-letter list. */
  readonly giveUp = async (data: CreditPurchase, { code }: AppError, tx: Transaction): Promise<void> => {
    const { userId, stars, telegramPaymentChargeId } = data;
    if (await this.purchases.isCredited(tx, telegramPaymentChargeId)) return;
    const facts = { userId, stars, telegramPaymentChargeId, code };
    await this.outbox.add(tx, message(botGatewayInbox, 'explain-delayed-purchase', facts));
  };
}
