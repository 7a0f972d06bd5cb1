import type { TellGift } from '@aisha/contracts/bot-gateway';
import { enoughFor, PriceReader } from '@aisha/database/billing';
import { centiCredits, GIFT_SESSION_PICTURES, giftStart } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { giftTexts, newAvatarTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { calendarOfPerson, dayText, toMenu } from '../../engine/conversation';
import { Readers } from '../../engine/conversation/readers';
import { type Content, messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { BotName, shareButton, startLink } from '../../engine/telegram/bot-name';
import { openBalance } from '../balance/balance.callbacks';
import { openNewAvatar } from '../new-avatar/new-avatar.callbacks';
import { countShare } from '../sharing/sharing.callbacks';
import { openGift, takeBackGift } from './gift.callbacks';

/**
 * Tells people the outcome of a gift: the giver gets the link, and a button that takes the gift back; the person who opens it reads which credits came, and either of them reads
 * why a gift was not made or not opened. Neither learns who the other is.
 */
@Injectable()
export class TellGiftHandler implements JobHandler<TellGift> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly bot: BotName,
    private readonly clock: Clock,
  ) {}

  readonly handle = async (told: TellGift, context: JobContext): Promise<void> => {
    const content = await this.contentOf(told);
    await context.once(async (tx) => {
      await this.deliveries.add(tx, told.userId, content, { class: 'result' });
      if (told.outcome === 'made') countShare(tx, 'gift');
    });
  };

  private async contentOf(told: TellGift): Promise<Content> {
    const { userId, giftId, outcome, called, availableAfter = '0', expiresAt } = told;
    const calendar = await calendarOfPerson(this.readers, userId);
    const { language } = calendar;
    const t = giftTexts[language];
    const link = startLink(await this.bot.get(), giftStart(giftId));
    const amount = centiCredits(told.credits);
    const debtPaid = centiCredits(told.debtPaid);
    const facts = {
      outcome,
      amount,
      link,
      until: expiresAt ? dayText(new Date(expiresAt), calendar) : '',
      debtPaid,
      available: centiCredits(availableAfter),
      pictures: GIFT_SESSION_PICTURES,
    };
    const isSession = called === 'photo-session';
    const home = toMenu.button(t.menu, {});
    if (outcome === 'made' || outcome === 'own')
      return messageWith(isSession && outcome === 'made' ? t.sessionMade(facts) : t.told(facts), [
        [shareButton(t.share, link, isSession ? t.shareSession(facts) : t.shareWords)],
        [takeBackGift.button(t.takeBack, { giftId })],
      ]);
    if (outcome === 'received' && isSession) {
      // A gift may have waited for days, so the message says what its credits buy at the prices of this moment.
      const prices = await this.readers.of(PriceReader).list(this.clock.now());
      const enough = enoughFor(centiCredits(amount - debtPaid), prices);
      return messageWith(t.sessionReceived({ ...facts, ...enough }), [
        [openNewAvatar.button(newAvatarTexts[language].create, {})],
        [home],
      ]);
    }
    const next = outcome === 'price-changed' ? openGift.button(t.again, {}) : openBalance.button(t.buy, {});
    return messageWith(t.told(facts), [[next, home]]);
  }
}
