import type { TellGift } from '@aisha/contracts/bot-gateway';
import { centiCredits, giftStart } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { giftTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { calendarOfPerson, dayText, toMenu } from '../../engine/conversation';
import { Readers } from '../../engine/conversation/readers';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { BotName, shareButton, startLink } from '../../engine/telegram/bot-name';
import { openBalance } from '../balance/balance.callbacks';
import { countShare } from '../sharing/sharing.callbacks';
import { takeBackGift } from './gift.callbacks';

/** Tells people about a gift: the giver gets its link, the one who opens it gets the credits. Neither learns who the other is. */
@Injectable()
export class TellGiftHandler implements JobHandler<TellGift> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly bot: BotName,
  ) {}

  readonly handle = async (told: TellGift, context: JobContext): Promise<void> => {
    const { userId, giftId, outcome, credits, debtPaid, availableAfter = '0', expiresAt } = told;
    const calendar = await calendarOfPerson(this.readers, userId);
    const t = giftTexts[calendar.language];
    const link = startLink(await this.bot.get(), giftStart(giftId));
    const words = t.told({
      outcome,
      amount: centiCredits(credits),
      link,
      until: expiresAt ? dayText(new Date(expiresAt), calendar) : '',
      debtPaid: centiCredits(debtPaid),
      available: centiCredits(availableAfter),
    });
    const buttons =
      outcome === 'made'
        ? [[shareButton(t.share, link, t.shareWords)], [takeBackGift.button(t.takeBack, { giftId })]]
        : [[openBalance.button(t.buy, {}), toMenu.button(t.menu, {})]];
    const isTold = await context.once(async (tx) => {
      await this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' });
      return true;
    });
    if (isTold && outcome === 'made') countShare('gift');
  };
}
