import { Injectable } from '@nestjs/common';
import type { AnnounceRefund } from '@aisha/contracts/bot-gateway';
import { centiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { PersonReader } from '@aisha/database/bot';
import { toMenu, Readers } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { openBalance } from './balance.callbacks';
import { balanceTexts } from '@aisha/words';

/** "Your Stars went back, and the credits with them." */
@Injectable()
export class AnnounceRefundHandler implements JobHandler<AnnounceRefund> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (
    { userId, stars, taken, owed, availableAfter }: AnnounceRefund,
    context: JobContext,
  ): Promise<void> => {
    const t = balanceTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const words = t.refunded({
      stars,
      taken: centiCredits(taken),
      owed: centiCredits(owed),
      available: centiCredits(availableAfter),
    });
    const buttons = [[openBalance.button(t.back, {}), toMenu.button(t.menu, {})]];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' }));
  };
}
