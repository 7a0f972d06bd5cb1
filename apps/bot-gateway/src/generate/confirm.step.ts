import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { centiCredits, type OrderId } from '@aisha/domain';
import { openTopUp } from '../balance/balance.callbacks';
import { callback, finish, toMenu } from '../conversation';
import { placeOrder } from '../orders/place-order';
import { isStale, storeQuote, totalOf } from '../orders/stored-quote';
import { goTo, loading, type GenerateDraft } from './generate.draft';

const draw = callback('gen.draw', {});
const back = callback('gen.confirm.back', {});

/** What was chosen, with what is meant when a step was skipped. */
const chosen = ({ idea = '', aspectRatio = '3:4', pictureCount = 1 }: GenerateDraft) => ({
  idea,
  aspectRatio,
  pictureCount,
});

const { step, on } = loading(async (readers, draft, { person, now }) => ({
  avatar: draft.avatarId
    ? await readers.avatars.find(person.userId, draft.avatarId)
    : await readers.avatars.main(person.userId),
  balance: await readers.balances.of(person.userId),
  quote: await readers.prices.quote('picture', chosen(draft).pictureCount, now),
}));

/** "This is what it costs." The order's id and the price are fixed here, so that the same tap, or 64 at once, is one order. */
export const confirmStep = step({
  enter: (draft, { data, newId }) => ({ ...draft, orderId: newId<OrderId>(), quote: storeQuote(data.quote) }),
  screen: (draft, t, { avatar, balance, quote }) => {
    const { idea, aspectRatio, pictureCount } = chosen(draft);
    const price = draft.quote ? totalOf(draft.quote) : quote.total;
    const after = centiCredits(balance.available - price);
    const affordable = after >= 0n;
    const words = t.confirm(avatar?.name ?? '', idea, aspectRatio, pictureCount, price);
    return {
      text: affordable ? t.after(words, after) : t.short(words, centiCredits(-after)),
      buttons: [
        [affordable ? draw.button(t.draw, {}) : openTopUp.button(t.topUp, {})],
        [back.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(draw, (draft, _, { person, now, data, t }) => {
      const { orderId, quote, seed = null } = draft;
      if (!data.avatar) return goTo('idea', { ...draft });
      // A price shown too long ago is shown again before it is taken.
      if (!orderId || !quote || isStale(quote, now)) return goTo('confirm', draft);
      const { idea, aspectRatio, pictureCount } = chosen(draft);
      const order = { orderId, userId: person.userId };
      const generation = { ...order, avatarId: data.avatar.id, prompt: idea, aspectRatio, pictureCount, seed };
      return finish(
        t.started,
        ...placeOrder({
          ...order,
          kind: 'generation',
          what: idea,
          quote,
          start: message(imageGeneratorInbox, 'start-generation', generation),
        }),
      );
    }),
    on(back, (draft) => goTo('count', draft)),
  ],
});
