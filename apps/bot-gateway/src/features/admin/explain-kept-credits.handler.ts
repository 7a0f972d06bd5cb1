import type { ExplainKeptCredits } from '@aisha/contracts/bot-gateway';
import { PersonReader } from '@aisha/database/bot';
import { centiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { adminTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { Readers } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';

/** Tells an operator why billing refused the credits that they gave (decision 228), or the return of a payment. */
@Injectable()
export class ExplainKeptCreditsHandler implements JobHandler<ExplainKeptCredits> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (
    { userId, leftToday, notReturned }: ExplainKeptCredits,
    context: JobContext,
  ): Promise<void> => {
    const t = adminTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const kept = leftToday === undefined ? t.ownAccount : t.tooManyToday({ left: centiCredits(leftToday) });
    const words = notReturned === undefined ? kept : t.notReturned({ why: notReturned });
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words), { class: 'result' }));
  };
}
