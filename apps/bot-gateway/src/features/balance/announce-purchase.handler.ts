import { Injectable } from '@nestjs/common';
import type { AnnouncePurchase } from '@aisha/contracts/bot-gateway';
import { centiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { resumeButtons, toMenu } from '../../engine/conversation';
import { Registry } from '../../engine/conversation/registry';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { Readers } from '../../readers';
import { balanceTexts } from './balance.texts';

/** "The credits are yours", with a button back to the draft that waits for them. */
@Injectable()
export class AnnouncePurchaseHandler implements JobHandler<AnnouncePurchase> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly registry: Registry,
  ) {}

  readonly handle = async (
    { userId, credited, availableAfter, debtPaid }: AnnouncePurchase,
    context: JobContext,
  ): Promise<void> => {
    const language = await this.readers.people.languageOf(userId);
    const t = balanceTexts[language];
    const words = t.credited(centiCredits(credited), centiCredits(availableAfter), centiCredits(debtPaid));
    // The newest draft is the one that lacked the credits.
    const [resume] = resumeButtons(this.registry.features, await this.readers.drafts.of(userId), language);
    const buttons = [...(resume ? [[resume]] : []), [toMenu.button(t.menu, {})]];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' }));
  };
}
