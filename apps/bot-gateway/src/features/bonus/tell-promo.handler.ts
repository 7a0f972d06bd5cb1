import type { TellPromo } from '@aisha/contracts/bot-gateway';
import { centiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { bonusTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { calendarOfPerson, dayText, toMenu } from '../../engine/conversation';
import { Readers } from '../../engine/conversation/readers';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { openBalance } from '../../callbacks/balance.callbacks';
import { openCode } from '../../callbacks/bonus.callbacks';

/** Tells a person what their promo code brought, or why it brought nothing. */
@Injectable()
export class TellPromoHandler implements JobHandler<TellPromo> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (told: TellPromo, context: JobContext): Promise<void> => {
    const { userId, outcome, code, credits = '0', percent = 0, until, debtPaid, availableAfter } = told;
    const calendar = await calendarOfPerson(this.readers, userId);
    const t = bonusTexts[calendar.language];
    const words = t.promo({
      outcome,
      code,
      amount: centiCredits(credits),
      percent,
      until: until ? dayText(new Date(until), calendar) : null,
      debtPaid: centiCredits(debtPaid),
      available: centiCredits(availableAfter),
    });
    const again = outcome === 'unknown' ? [[openCode.button(t.enterCode, {})]] : [];
    const buttons = [...again, [openBalance.button(t.balance, {}), toMenu.button(t.menu, {})]];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' }));
  };
}
