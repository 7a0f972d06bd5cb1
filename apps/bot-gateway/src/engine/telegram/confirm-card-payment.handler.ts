import type { ConfirmCardPayment } from '@aisha/contracts/bot-gateway';
import { OperatorActs } from '@aisha/database';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { StarTransactionStore } from './star-transaction.store';
import { StarTransactions } from './star-transactions';

/**
 * Confirms a payment by card about which no question of Telegram's is recorded: an operator found the payment in the card provider's
 * report. Each act counts once and has its audit row (decision 217). After that the payment is handled like any other.
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
