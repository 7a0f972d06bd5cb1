import type { ConfirmCardPayment } from '@aisha/contracts/bot-gateway';
import { OperatorActs } from '@aisha/database';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { StarTransactionStore } from './star-transaction.store';
import { StarTransactions } from './star-transactions';

/**
 * Believes a payment by card that no question of Telegram's proves, because an operator found it in the card provider's report: once per act,
 * with its audit row (decision 217). From then on it goes the way of every payment.
 */
@Injectable()
export class ConfirmCardPaymentHandler implements JobHandler<ConfirmCardPayment> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly store: StarTransactionStore,
    private readonly stars: StarTransactions,
  ) {}

  readonly handle = async (asked: ConfirmCardPayment, context: JobContext): Promise<void> => {
    const { telegramPaymentChargeId: chargeId } = asked;
    await context.once((tx) =>
      this.acts.record(tx, asked, { act: 'confirm-payment', subject: chargeId }, async () => ({
        outcome: (await this.store.believe(tx, chargeId)) ? 'done' : 'nothing-to-confirm',
      })),
    );
    this.stars.wake();
  };
}
