import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { centiCredits, trainingItem, type OrderId } from '@aisha/domain';
import { openTopUp } from '../balance/balance.callbacks';
import { callback, finish, toMenu } from '../conversation';
import { placeOrder } from '../orders/place-order';
import { isStale, storeQuote, totalOf } from '../orders/stored-quote';
import { avatarOf, goTo, loading, type NewAvatarDraft } from './new-avatar.draft';

const start = callback('new.start', {});
const back = callback('new.confirm.back', {});

const presetOf = ({ preset = 'balanced' }: NewAvatarDraft) => preset;

const { step, on } = loading(async (readers, draft, { person, now }) => ({
  balance: await readers.balances.of(person.userId),
  photos: (await readers.avatars.photoCounts(avatarOf(draft).avatarId)).accepted,
  quote: await readers.prices.quote(trainingItem(presetOf(draft)), 1, now),
}));

/** "This is what it costs." The order's id and the price are fixed here, so that the same tap, or 64 at once, is one order. */
export const confirmStep = step({
  enter: (draft, { data, newId }) => ({ ...draft, orderId: newId<OrderId>(), quote: storeQuote(data.quote) }),
  screen: (draft, t, { balance, photos, quote }) => {
    const price = draft.quote ? totalOf(draft.quote) : quote.total;
    const after = centiCredits(balance.available - price);
    const affordable = after >= 0n;
    const words = t.confirm(avatarOf(draft).name, presetOf(draft), photos, price);
    return {
      text: affordable ? t.after(words, after) : t.short(words, centiCredits(-after)),
      buttons: [
        [affordable ? start.button(t.start, {}) : openTopUp.button(t.topUp, {})],
        [back.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(start, (draft, _, { person, now, t }) => {
      const { orderId, quote } = draft;
      // A price shown too long ago is shown again before it is taken.
      if (!orderId || !quote || isStale(quote, now)) return goTo('confirm', draft);
      const { avatarId, name } = avatarOf(draft);
      const order = { orderId, userId: person.userId };
      return finish(
        t.started,
        ...placeOrder({
          ...order,
          kind: 'training',
          what: name,
          quote,
          start: message(avatarTrainerInbox, 'start-training', { ...order, avatarId, preset: presetOf(draft) }),
        }),
      );
    }),
    on(back, (draft) => goTo('preset', draft)),
  ],
});
