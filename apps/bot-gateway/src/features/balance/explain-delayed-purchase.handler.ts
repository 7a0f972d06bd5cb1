import { Injectable } from '@nestjs/common';
import type { ExplainDelayedPurchase } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { toMenu } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { Readers } from '../../readers';
import { balanceTexts } from './balance.texts';
import { paymentKey } from './payment-key';

/** "Your Stars are safe, the credits come later": once per payment, even if an operator retries it often. */
@Injectable()
export class ExplainDelayedPurchaseHandler implements JobHandler<ExplainDelayedPurchase> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (job: ExplainDelayedPurchase, context: JobContext): Promise<void> => {
    const { userId, telegramPaymentChargeId: chargeId, code } = job;
    const t = balanceTexts[await this.readers.people.languageOf(userId)];
    const words = code === 'payment-fits-no-pack' ? t.paidInVain(chargeId) : t.creditsDelayed(chargeId);
    const content = messageWith(words, [[toMenu.button(t.menu, {})]]);
    await context.once((tx) =>
      this.deliveries.add(tx, userId, content, { class: 'result', onceFor: paymentKey(chargeId) }),
    );
  };
}
