import { message } from '@aisha/contracts';
import { billingInbox, type CreditPurchase } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database, type Transaction } from '@aisha/database';
import { StarTransactionReader, type ConfirmedStars } from '@aisha/database/bot';
import { AppError, inMoney, packPaidBy, planIdIn, planPaidBy, planPayload, type Pack } from '@aisha/domain';
import { PackReader, PlanReader } from '@aisha/database/billing';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { endOfRefunded, stopOf } from '../subscriptions/announcement';
import { countPayment } from './purchase.metrics';
import { columnsOf, PurchaseStore } from './purchase.store';

/**
 * Credits the pack or the days of a plan that a person paid for, with Stars or by card, once per charge. The message holds only the
 * charge's id: the payer and the amount come from the gateway's row, which Telegram has confirmed.
 */
@Injectable()
export class CreditPurchaseHandler implements JobHandler<CreditPurchase> {
  constructor(
    private readonly payments: StarTransactionReader,
    private readonly accounts: AccountStore,
    private readonly purchases: PurchaseStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  /**
   * Credits a confirmed payment, unless it was refunded or credited before; a refunded one ends its subscription. A payment that fits neither
   * a pack nor a plan goes to the dead-letter list, where an operator decides what it is worth.
   */
  readonly handle = async ({ telegramPaymentChargeId }: CreditPurchase, context: JobContext): Promise<void> => {
    const payment = await this.payments.confirmed('payment', telegramPaymentChargeId);
    if (!payment) throw new AppError('payment-unknown');
    const { userId, amount, currency } = payment;
    const money = columnsOf(payment);
    const credited = await context.once(async (tx) => {
      const pack = await boughtWith(tx, payment);
      if (!pack) throw new AppError('payment-fits-no-pack', { facts: { amount, currency } });
      const purchase = { telegramPaymentChargeId, userId, packId: pack.id, ...money, credited: pack.credits };
      const { debt } = await this.accounts.lock(tx, userId);
      // A refund takes the same lock, so the later of the two transactions sees what the first did.
      if (await refundOf(tx, payment)) {
        const ended = await this.purchases.endUncredited(tx, payment);
        if (ended) await this.outbox.add(tx, ...endOfRefunded(ended));
        return undefined;
      }
      const before = await this.purchases.credit(tx, purchase, debt);
      if (!before) return undefined;
      const { bonus, balance, isInvited } = await this.purchases.addExtras(tx, purchase, before, payment.createdAt);
      if (isInvited)
        await this.outbox.add(
          tx,
          message(billingInbox, 'reward-invitation', { friendId: userId, telegramPaymentChargeId }),
        );
      const subscribed = await this.purchases.subscribed(tx, payment);
      await this.outbox.add(
        tx,
        message(botGatewayInbox, 'announce-purchase', {
          userId,
          credited: pack.credits.toString(),
          availableAfter: balance.available.toString(),
          stars: money.stars,
          debtPaid: (debt - balance.debt).toString(),
          telegramPaymentChargeId,
          ...(bonus > 0n && { bonus: bonus.toString() }),
          subscribedUntil: subscribed?.paidUntil.toISOString() ?? null,
        }),
        ...(subscribed?.replaced ?? []).map((replaced) => stopOf(replaced)),
      );
      return pack;
    });
    if (!credited) return;
    countPayment(credited, payment);
    this.log.info('purchase.credited', { packId: credited.id, currency, amount });
  };

  /**
   * Tells the person that the credits come later, because Telegram has taken the money. Tells nothing if the payment is not confirmed, has
   * been refunded or is credited already. An operator finds the payment on the dead-letter list.
   */
  readonly giveUp = async (
    { telegramPaymentChargeId }: CreditPurchase,
    { code }: AppError,
    tx: Transaction,
  ): Promise<void> => {
    const payment = await this.payments.confirmed('payment', telegramPaymentChargeId);
    if (!payment || (await refundOf(tx, payment))) return;
    if (await this.purchases.isCredited(tx, telegramPaymentChargeId)) return;
    const facts = { userId: payment.userId, ...inMoney(payment), telegramPaymentChargeId, code };
    await this.outbox.add(tx, message(botGatewayInbox, 'explain-delayed-purchase', facts));
  };
}

/** What a payment buys: a pack, or 30 days of a plan, which its payload names. Undefined if the amount is not the price of either. */
async function boughtWith(tx: Transaction, payment: ConfirmedStars): Promise<Pick<Pack, 'id' | 'credits'> | undefined> {
  const database = Database.within(tx);
  if (planIdIn(payment.payload) === undefined) return packPaidBy(payment, await new PackReader(database).list());
  const plan = planPaidBy(payment, await new PlanReader(database).list());
  return plan && { id: planPayload(plan.id), credits: plan.credits };
}

const refundOf = (tx: Transaction, { chargeId }: ConfirmedStars): Promise<ConfirmedStars | null> =>
  new StarTransactionReader(Database.within(tx)).confirmed('refund', chargeId);
