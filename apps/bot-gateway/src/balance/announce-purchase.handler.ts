import { Injectable } from '@nestjs/common';
import type { AnnouncePurchase } from '@aisha/contracts/bot-gateway';
import { centiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { toMenu } from '../conversation';
import { messageWith } from '../deliveries/content';
import { Deliveries } from '../deliveries/deliveries';
import { Readers } from '../readers';
import { balanceTexts } from './balance.texts';

/** "The credits are yours", with the way back: what was waiting for them is behind «🔄 Продолжить» in the menu. */
@Injectable()
export class AnnouncePurchaseHandler implements JobHandler<AnnouncePurchase> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  async handle({ userId, credited, availableAfter }: AnnouncePurchase, context: JobContext): Promise<void> {
    const t = balanceTexts[await this.readers.people.languageOf(userId)];
    const words = t.credited(centiCredits(credited), centiCredits(availableAfter));
    await context.once((tx) =>
      this.deliveries.add(tx, userId, messageWith(words, [[toMenu.button(t.menu, {})]]), { class: 'result' }),
    );
  }
}
