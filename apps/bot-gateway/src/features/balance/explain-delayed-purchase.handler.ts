import { Injectable } from '@nestjs/common';
import type { ExplainDelayedPurchase } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Cards } from '../../engine/cards/cards';
import { purchaseCard, type PurchaseState } from './purchase.card';

/** "Your Stars are safe, the credits come later": once per payment, even if an operator retries it often. */
@Injectable()
export class ExplainDelayedPurchaseHandler implements JobHandler<ExplainDelayedPurchase> {
  constructor(private readonly cards: Cards) {}

  readonly handle = async (
    { userId, telegramPaymentChargeId: chargeId, code }: ExplainDelayedPurchase,
    context: JobContext,
  ): Promise<void> => {
    const told: PurchaseState = { phase: code === 'payment-fits-no-pack' ? 'fits-no-pack' : 'delayed', chargeId };
    await context.once((tx) =>
      this.cards.update(
        tx,
        purchaseCard(),
        chargeId,
        userId,
        (state) => (state?.phase === 'credited' ? state : told),
        ({ phase: before }) => before === 'paid',
      ),
    );
  };
}
