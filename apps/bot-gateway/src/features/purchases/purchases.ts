import type {
  AnnounceCorrection,
  AnnouncePurchase,
  AnnounceRefund,
  ExplainDelayedPurchase,
} from '@aisha/contracts/bot-gateway';
import { MenuReader, PersonReader } from '@aisha/database/bot';
import { centiCredits, isCard, moneyIn, moneyText } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { balanceTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { type Card, defineCard } from '../../engine/cards/card';
import { Cards } from '../../engine/cards/cards';
import {
  type Button,
  calendarOfPerson,
  dayText,
  namedDrafts,
  Readers,
  resumeButton,
  toMenu,
} from '../../engine/conversation';
import { Conversations } from '../../engine/conversation/conversations';
import { Registry } from '../../engine/conversation/registry';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { quoteIn } from '../../orders/offer';
import { openBalance } from '../../callbacks/balance.callbacks';

/** The state of a payment. It is JSON, so amounts are texts in hundredths of a credit. */
export type PurchaseState = { readonly chargeId: string; readonly isCard?: boolean } & (
  | { readonly phase: 'paid' | 'delayed' | 'fits-no-pack' }
  | {
      readonly phase: 'credited';
      readonly credited: string;
      readonly availableAfter: string;
      readonly debtPaid: string;
      /** The credits that a promo code gave in addition; absent when there are none. */
      readonly bonus?: string;
      /** The day up to which this payment pays for a subscription, as the person reads it; null for a pack. */
      readonly until?: string | null;
      /** Whether the order that waited for the credits is shown below. */
      readonly leadsBack: boolean;
    }
);

/**
 * The message about a payment. It first thanks the person, and is then edited to say that the credits have come; a person who was told to
 * wait gets a new message instead. `resume` holds the buttons to a draft that waits for the credits.
 */
export const purchaseCard = (resume: readonly Button[] = []): Card<PurchaseState> =>
  defineCard(
    'purchase',
    (state, language) => {
      const t = balanceTexts[language];
      const home = [toMenu.button(t.menu, {})];
      const { isCard = false } = state;
      switch (state.phase) {
        case 'paid':
          return { text: t.paid({ isCard }) };
        case 'delayed':
          return { text: t.creditsDelayed({ payment: state.chargeId, isCard }), buttons: [home] };
        case 'fits-no-pack':
          return { text: t.paidInVain({ payment: state.chargeId, isCard }), buttons: [home] };
        case 'credited': {
          const { credited, availableAfter, debtPaid, bonus = '0', leadsBack, until = null } = state;
          return {
            text: t.purchased({
              amount: centiCredits(BigInt(credited) + BigInt(bonus)),
              bonus: centiCredits(bonus),
              available: centiCredits(availableAfter),
              debtPaid: centiCredits(debtPaid),
              until,
            }),
            buttons: leadsBack ? [] : [...resume.map((button) => [button]), home],
          };
        }
      }
    },
    { classOf: ({ phase }) => (phase === 'paid' ? 'answer' : 'result'), isLast: ({ phase }) => phase !== 'paid' },
  );

/** Whether the person was told to wait. The credits are then announced in a new message, because Telegram does not notify of an edit. */
const wasDelayed = ({ phase }: PurchaseState): boolean => phase === 'delayed' || phase === 'fits-no-pack';

/**
 * Tells the person that the credits have arrived. If the person is at an offer, shows it again, so that one tap pays; otherwise a button
 * leads to the newest draft.
 */
@Injectable()
export class AnnouncePurchaseHandler implements JobHandler<AnnouncePurchase> {
  constructor(
    private readonly cards: Cards,
    private readonly conversations: Conversations,
    private readonly readers: Readers,
    private readonly registry: Registry,
  ) {}

  readonly handle = async (
    { userId, telegramPaymentChargeId, credited, availableAfter, debtPaid, bonus, subscribedUntil }: AnnouncePurchase,
    context: JobContext,
  ): Promise<void> => {
    const language = await this.readers.of(PersonReader).languageOf(userId);
    // The button leads to the newest draft, which most likely has the order that lacked the credits.
    const { newestDraft } = await this.readers.of(MenuReader).of(userId);
    const drafts = newestDraft ? [newestDraft] : [];
    const named = await namedDrafts(this.registry.features, drafts, language, this.readers);
    const resume = named.map((draft) => resumeButton(draft, language));
    const chargeId = telegramPaymentChargeId ?? newId<string>();
    const calendar = await calendarOfPerson(this.readers, userId);
    const until = subscribedUntil === null ? null : dayText(new Date(subscribedUntil), calendar);
    await context.once(async (tx) => {
      const order = await this.conversations.stepOf(tx, userId, (draft) => quoteIn(draft) !== undefined);
      const state = {
        phase: 'credited',
        chargeId,
        credited,
        availableAfter,
        debtPaid,
        ...(bonus !== undefined && { bonus }),
        until,
        leadsBack: order !== null,
      } as const;
      await this.cards.update(tx, purchaseCard(resume), chargeId, userId, () => state, wasDelayed);
      await order?.showAgain();
    });
  };
}

/**
 * Tells the person that their Stars or their money went back, which credits were taken in return, and what the person owes; for a payment
 * that had bought nothing, that no credits were taken.
 */
@Injectable()
export class AnnounceRefundHandler implements JobHandler<AnnounceRefund> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (
    { userId, taken, owed, availableAfter, ...told }: AnnounceRefund,
    context: JobContext,
  ): Promise<void> => {
    const language = await this.readers.of(PersonReader).languageOf(userId);
    const t = balanceTexts[language];
    const money = moneyIn(told);
    const words = t.refunded({
      paid: moneyText(money, language),
      isCard: isCard(money),
      isCredited: taken !== '0' || owed !== '0',
      taken: centiCredits(taken),
      owed: centiCredits(owed),
      available: centiCredits(availableAfter),
    });
    const buttons = [[openBalance.button(t.back, {}), toMenu.button(t.menu, {})]];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' }));
  };
}

/** Tells the person that support gave them credits, or took some away. */
@Injectable()
export class AnnounceCorrectionHandler implements JobHandler<AnnounceCorrection> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (
    { userId, given, debtPaid, availableAfter }: AnnounceCorrection,
    context: JobContext,
  ): Promise<void> => {
    const t = balanceTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const isGift = !given.startsWith('-');
    const words = t.corrected({
      isGift,
      amount: centiCredits(given.replace('-', '')),
      debtPaid: centiCredits(debtPaid),
      available: centiCredits(availableAfter),
    });
    const buttons = [[openBalance.button(t.back, {}), toMenu.button(t.menu, {})]];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' }));
  };
}

/**
 * Tells the person that the credits for their Stars or their money come later, or that the payment fits no pack. Tells it once per payment,
 * even if an operator retries the payment often, and never after the credits have come.
 */
@Injectable()
export class ExplainDelayedPurchaseHandler implements JobHandler<ExplainDelayedPurchase> {
  constructor(private readonly cards: Cards) {}

  readonly handle = async (
    { userId, telegramPaymentChargeId: chargeId, code, ...money }: ExplainDelayedPurchase,
    context: JobContext,
  ): Promise<void> => {
    const phase = code === 'payment-fits-no-pack' ? 'fits-no-pack' : 'delayed';
    const told: PurchaseState = { phase, chargeId, ...(isCard(moneyIn(money)) && { isCard: true }) };
    await context.once((tx) =>
      this.cards.update(
        tx,
        purchaseCard(),
        chargeId,
        userId,
        (state) => (state?.phase === 'credited' ? state : told),
        ({ phase: before }) => before === 'paid',
      ),
    );
  };
}
