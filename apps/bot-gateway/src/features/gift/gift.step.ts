import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { AllowanceReader, GiftReader } from '@aisha/database/billing';
import { credits, GIFT_SIZES, type GiftId } from '@aisha/domain';
import { giftTexts } from '@aisha/words';
import { callback, finish, flowKit, oneOf, send, toMenu } from '../../engine/conversation';
import { openBalance } from '../balance/balance.callbacks';
import { openBonuses } from '../bonus/bonus.callbacks';

interface GiftDraft {
  /** The size of the gift in whole credits. */
  readonly size?: (typeof GIFT_SIZES)[number];
  /** The gift's id, made with the screen that asks for confirmation, so that several taps make one gift. */
  readonly giftId?: GiftId;
}

export const { loading, goTo, stay, flow } = flowKit<GiftDraft, 'size' | 'confirm'>()(giftTexts);

const pick = callback('gift.size', { size: oneOf(GIFT_SIZES) });
const yes = callback('gift.yes', {});
const back = callback('gift.change', {});

const { step, on } = loading(async (readers, _, { person: { userId }, now }) => ({
  giveable: await readers.of(GiftReader).giveable(userId),
  days: await readers.of(AllowanceReader).at('gift-days', now),
}));

/** Asks how many bought credits the person gives away. */
export const sizeStep = step({
  screen: (_, t, { giveable, days }) => {
    const sizes = GIFT_SIZES.filter((size) => credits(size) <= giveable);
    const ways = [openBonuses.button(t.bonuses, {}), toMenu.button(t.menu, {})];
    if (sizes.length === 0) return { text: t.nothing, buttons: [[openBalance.button(t.buy, {})], ways] };
    return {
      text: t.ask({ giveable, days }),
      buttons: [...sizes.map((size) => [pick.button(t.size({ amount: credits(size) }), { size })]), ways],
    };
  },
  actions: [on(pick, (_, { size }) => goTo('confirm', { size }))],
});

/** Asks for confirmation, because the credits leave the balance at once. */
export const confirmStep = step({
  enter: (draft, { newId }) => ({ ...draft, giftId: newId<GiftId>() }),
  screen: ({ size = GIFT_SIZES[0] }, t) => ({
    text: t.confirm({ amount: credits(size) }),
    buttons: [[yes.button(t.yes({ amount: credits(size) }), {})], [back.button(t.back, {}), toMenu.button(t.menu, {})]],
  }),
  actions: [
    on(yes, ({ size = GIFT_SIZES[0], giftId }, _, { data: { giveable }, person: { userId }, t }) => {
      if (!giftId || credits(size) > giveable) return goTo('size', {});
      const gift = { giftId, userId, centiCredits: credits(size).toString() };
      return finish(t.making, send(message(billingInbox, 'make-gift', gift)));
    }),
    on(back, () => goTo('size', {})),
  ],
});
