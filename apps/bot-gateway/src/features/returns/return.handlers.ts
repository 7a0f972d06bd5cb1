import type { ExplainCardReturn, ExplainReturn } from '@aisha/contracts/bot-gateway';
import { PersonReader } from '@aisha/database/bot';
import { centiCredits, isCard, moneyIn, moneyText } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { returnsTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { Readers, toMenu } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { openReturns } from '../../callbacks/returns.callbacks';

/** Tells the person that an operator gives the money of a card payment back within days, and which credits are set aside until then. */
@Injectable()
export class ExplainCardReturnHandler implements JobHandler<ExplainCardReturn> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (
    { userId, currency, amount, setAside }: ExplainCardReturn,
    context: JobContext,
  ): Promise<void> => {
    const language = await this.readers.of(PersonReader).languageOf(userId);
    const t = returnsTexts[language];
    const words = t.cardReturn({ paid: moneyText({ currency, amount }, language), amount: centiCredits(setAside) });
    const buttons = [[openReturns.button(t.again, {}), toMenu.button(t.menu, {})]];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' }));
  };
}

/** Tells the person that the Stars or the money do not go back, why, and whether credits are theirs again. */
@Injectable()
export class ExplainReturnHandler implements JobHandler<ExplainReturn> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (
    { userId, verdict, spent, availableAfter, setAside, debtPaid = '0', ...told }: ExplainReturn,
    context: JobContext,
  ): Promise<void> => {
    const language = await this.readers.of(PersonReader).languageOf(userId);
    const t = returnsTexts[language];
    const money = moneyIn(told);
    const words = t.notReturned({
      verdict,
      paid: moneyText(money, language),
      isCard: isCard(money),
      spent: centiCredits(spent),
      available: centiCredits(availableAfter),
      isBack: setAside !== '0',
      debtPaid: centiCredits(debtPaid),
    });
    const buttons = [[openReturns.button(t.again, {}), toMenu.button(t.menu, {})]];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' }));
  };
}
