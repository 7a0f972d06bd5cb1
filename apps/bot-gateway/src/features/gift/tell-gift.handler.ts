import type { TellGift } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { enoughFor, PriceReader } from '@aisha/database/billing';
import { centiCredits, GIFT_SESSION_PICTURES, type GiftOutcome, giftStart } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { giftTexts, newAvatarTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { Cards } from '../../engine/cards/cards';
import { calendarOfPerson, dayText, type Screen, toMenu } from '../../engine/conversation';
import { Readers } from '../../engine/conversation/readers';
import { messageOf } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { BotName, shareButton, startLink } from '../../engine/telegram/bot-name';
import { openBalance } from '../../callbacks/balance.callbacks';
import { openNewAvatar } from '../../callbacks/new-avatar.callbacks';
import { countShare } from '../../orders/shares.metrics';
import { openGift, takeBackGift } from '../../callbacks/gift.callbacks';
import { giftCard, isGiftEnd, unlessOver } from './gift.card';

/**
 * The outcomes that a person who has just confirmed a gift may read. The outcome takes the place of the message that the gift is being
 * made.
 */
const OF_MAKING: readonly GiftOutcome[] = ['made', 'too-few', 'too-many-today', 'price-changed', 'in-debt'];

/**
 * Tells people the outcome of a gift: the giver gets the link, and a button that takes the gift back; the person who opens it reads which
 * credits came, and either of them reads why a gift was not made or not opened. Neither learns who the other is.
 */
@Injectable()
export class TellGiftHandler implements JobHandler<TellGift> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly cards: Cards,
    private readonly readers: Readers,
    private readonly bot: BotName,
    private readonly clock: Clock,
  ) {}

  readonly handle = async (told: TellGift, context: JobContext): Promise<void> => {
    const { userId, giftId, outcome } = told;
    const screen = await this.screenOf(told);
    await context.once(async (tx) => {
      if (OF_MAKING.includes(outcome))
        await this.cards.update(
          tx,
          giftCard(screen),
          giftId,
          userId,
          unlessOver(() => ({ phase: 'told', outcome })),
        );
      else if (outcome === 'own') await this.showBelow(tx, told, screen);
      else await this.deliveries.add(tx, userId, messageOf(screen), { class: 'result' });
      if (isGiftEnd(outcome))
        await this.cards.update(
          tx,
          giftCard(),
          giftId,
          userId,
          (shown) => shown && { phase: 'told' as const, outcome },
        );
      if (outcome === 'made') countShare(tx, 'gift');
    });
  };

  /** Moves the message of an open gift below the giver's later messages, so that no second message shows the link. */
  private showBelow(tx: Transaction, { userId, giftId }: TellGift, screen: Screen): Promise<void> {
    return this.cards.update(
      tx,
      giftCard(screen),
      giftId,
      userId,
      unlessOver((shown) => {
        const follows = shown?.phase === 'told' ? (shown.follows ?? 0) : 0;
        return { phase: 'told', outcome: 'own', follows: follows + 1 };
      }),
      () => true,
    );
  }

  private async screenOf(told: TellGift): Promise<Screen> {
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
      return {
        text: isSession && outcome === 'made' ? t.sessionMade(facts) : t.told(facts),
        buttons: [
          [shareButton(t.share, link, isSession ? t.shareSession(facts) : t.shareWords)],
          [takeBackGift.button(t.takeBack, { giftId })],
        ],
      };
    if (outcome === 'received' && isSession) {
      // A gift may have waited for days, so the message says what its credits buy at the prices of this moment.
      const prices = await this.readers.of(PriceReader).list(this.clock.now());
      const enough = enoughFor(centiCredits(amount - debtPaid), prices);
      return {
        text: t.sessionReceived({ ...facts, ...enough }),
        buttons: [[openNewAvatar.button(newAvatarTexts[language].create, {})], [home]],
      };
    }
    const next = outcome === 'price-changed' ? openGift.button(t.again, {}) : openBalance.button(t.buy, {});
    return { text: t.told(facts), buttons: [[next, home]] };
  }
}
