import type { RemindOfBalance } from '@aisha/contracts/bot-gateway';
import { PersonReader } from '@aisha/database/bot';
import { centiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { spendingTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { Readers, toMenu } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { openBalance } from '../../callbacks/balance.callbacks';
import { openSpending } from '../../callbacks/spending.callbacks';

/** Tells the person that fewer credits are left than the number they have set, with buttons to the packs and to the setting. */
@Injectable()
export class RemindOfBalanceHandler implements JobHandler<RemindOfBalance> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async ({ userId, available, threshold }: RemindOfBalance, context: JobContext): Promise<void> => {
    const t = spendingTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const words = t.remind({ available: centiCredits(available), threshold: centiCredits(threshold) });
    const buttons = [[openBalance.button(t.topUp, {})], [openSpending.button(t.change, {}), toMenu.button(t.menu, {})]];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' }));
  };
}
