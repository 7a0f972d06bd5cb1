import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { AllowanceReader, GiftReader, photoSessionPrice, PriceReader } from '@aisha/database/billing';
import {
  centiCredits,
  credits,
  GIFT_SESSION_PICTURES,
  GIFT_SIZES,
  type CentiCredits,
  type GiftId,
} from '@aisha/domain';
import { giftTexts } from '@aisha/words';
import { callback, finish, flowKit, oneOf, send, showCard, toMenu } from '../../engine/conversation';
import { openTopUp } from '../../orders/top-up.callback';
import { openBonuses } from '../../callbacks/bonus.callbacks';
import { giftCard } from './gift.card';

interface GiftDraft {
  /** The size of the gift in whole credits. */
  readonly size?: (typeof GIFT_SIZES)[number];
  /** What a photo session cost when it was chosen, in hundredths of a credit; absent when the gift is a number of credits. */
  readonly session?: string;
  /** The gift's id, made with the screen that asks for confirmation, so that several taps make one gift. */
  readonly giftId?: GiftId;
}

export const { loading, goTo, stay, flow } = flowKit<GiftDraft, 'size' | 'confirm'>()(giftTexts);

const pick = callback('gift.size', { size: oneOf(GIFT_SIZES) });
const pickSession = callback('gift.session', {});
const yes = callback('gift.yes', {});
const back = callback('gift.change', {});

const { step, on } = loading(async (readers, _, { person: { userId }, now }) => {
  const gifts = readers.of(GiftReader);
  const { aDay, left: today } = await gifts.today(userId, now);
  const bought = await gifts.giveable(userId);
  return {
    aDay,
    /** The credits that the day's limit still allows the person to give away. */
    today,
    bought,
    /** The credits that the person can give away now. */
    giveable: bought < today ? bought : today,
    days: await readers.of(AllowanceReader).at('gift-days', now),
    session: photoSessionPrice(await readers.of(PriceReader).list(now)),
  };
});

/** Asks how many bought credits the person gives away: a sum, or what a photo session costs now (decision 206), within the limit of a day. */
export const sizeStep = step({
  screen: (_, t, { aDay, today, bought, giveable, days, session }) => {
    const possible = [...GIFT_SIZES.map((size) => credits(size)), session];
    const someWithin = (limit: CentiCredits) => possible.some((amount) => amount <= limit);
    const isSessionOffered = session <= today;
    const missing = centiCredits(session - bought);
    const ofSession =
      missing > 0n
        ? openTopUp.button(t.sessionMissing({ missing }), {})
        : pickSession.button(t.session({ amount: session }), {});
    const facts = { aDay, giveable, days, pictures: GIFT_SESSION_PICTURES, isSessionOffered, session };
    const refusal = someWithin(today) ? t.nothing(facts) : someWithin(aDay) ? t.enoughToday(facts) : t.notNow;
    return {
      text: someWithin(giveable) ? t.ask(facts) : refusal,
      buttons: [
        ...(isSessionOffered ? [[ofSession]] : []),
        ...GIFT_SIZES.filter((size) => credits(size) <= giveable).map((size) => [
          pick.button(t.size({ amount: credits(size) }), { size }),
        ]),
        [openBonuses.button(t.bonuses, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(pick, (_, { size }) => goTo('confirm', { size })),
    on(pickSession, (_draft, _given, { data: { session } }) => goTo('confirm', { session: session.toString() })),
  ],
});

/** What a draft gives away, in hundredths of a credit. */
const amountOf = ({ size = GIFT_SIZES[0], session }: GiftDraft) =>
  session === undefined ? credits(size) : centiCredits(session);

/** Asks for confirmation, because the credits leave the balance at once. */
export const confirmStep = step({
  enter: (draft, { newId }) => ({ ...draft, giftId: newId<GiftId>() }),
  screen: (draft, t) => {
    const amount = amountOf(draft);
    return {
      text:
        draft.session === undefined
          ? t.confirm({ amount })
          : t.confirmSession({ amount, pictures: GIFT_SESSION_PICTURES }),
      buttons: [[yes.button(t.yes({ amount }), {})], [back.button(t.back, {}), toMenu.button(t.menu, {})]],
    };
  },
  actions: [
    on(yes, (draft, _, { data: { giveable, session }, person: { userId } }) => {
      const { giftId, session: shown } = draft;
      const amount = amountOf(draft);
      if (!giftId || amount > giveable || (shown !== undefined && amount !== session)) return goTo('size', {});
      const called = shown === undefined ? ('credits' as const) : ('photo-session' as const);
      const gift = { giftId, userId, centiCredits: amount.toString(), called };
      const isMaking = showCard(giftCard(), giftId, () => ({ phase: 'making' as const }));
      return finish(undefined, send(message(billingInbox, 'make-gift', gift)), isMaking);
    }),
    on(back, () => goTo('size', {})),
  ],
});
