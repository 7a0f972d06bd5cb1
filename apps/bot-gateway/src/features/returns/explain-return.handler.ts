import type { ExplainReturn } from '@aisha/contracts/bot-gateway';
import { PersonReader } from '@aisha/database/bot';
import { centiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { returnsTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { Readers, toMenu } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { openReturns } from './returns.callbacks';

/** Tells the person that the Stars stay where they are, why, and that the credits are there. */
@Injectable()
export class ExplainReturnHandler implements JobHandler<ExplainReturn> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (
    { userId, verdict, stars, spent, availableAfter }: ExplainReturn,
    context: JobContext,
  ): Promise<void> => {
    const t = returnsTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const words = t.notReturned({
      verdict,
      stars,
      spent: centiCredits(spent),
      available: centiCredits(availableAfter),
    });
    const buttons = [[openReturns.button(t.again, {}), toMenu.button(t.menu, {})]];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' }));
  };
}
