import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { ReturnStars } from '@aisha/contracts/bot-gateway';
import { AppError } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { StarTransactionStore } from '../../engine/telegram/star-transaction.store';
import { TelegramApi } from '../../engine/telegram/telegram-api';
import { refusalOf } from '../../engine/telegram/telegram-refusal';

/** Telegram's answer when the Stars are back by an earlier request (telegram.md §2). */
const DONE_BEFORE = 'CHARGE_ALREADY_REFUNDED';
const PROBLEM_AT_MOST = 300;

/**
 * Gives the Stars of a payment back and tells billing what Telegram answered. After a crash the next run asks Telegram again, which then
 * says that the Stars are back already. Without an answer the job goes on asking for about a day.
 */
@Injectable()
export class ReturnStarsHandler implements JobHandler<ReturnStars> {
  constructor(
    private readonly api: TelegramApi,
    private readonly stars: StarTransactionStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async ({ returnId, telegramPaymentChargeId }: ReturnStars, context: JobContext): Promise<void> => {
    const payer = await this.stars.payerOf(telegramPaymentChargeId);
    if (payer === undefined) throw new AppError('payment-unknown');
    const problem = await this.refund(payer, telegramPaymentChargeId);
    await context.once((tx) =>
      this.outbox.add(tx, message(billingInbox, 'settle-return', { returnId, isReturned: problem === null, problem })),
    );
  };

  /**
   * Resolves to null when the Stars are back, otherwise to Telegram's reason. Throws `telegram-unreachable` when it is not known whether
   * they are back.
   */
  private async refund(payer: number, chargeId: string): Promise<string | null> {
    const asked = { user_id: payer, telegram_payment_charge_id: chargeId };
    const refusal = await refusalOf(() => this.api.call('refundStarPayment', asked));
    return refusal === null || refusal.includes(DONE_BEFORE) ? null : refusal.slice(0, PROBLEM_AT_MOST);
  }
}
