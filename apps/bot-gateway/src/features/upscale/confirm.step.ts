import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { callback, finish } from '../../engine/conversation';
import { offered, offerScreen, readOffer, taken } from '../../orders/offer';
import { offerTexts } from '../../orders/offer.texts';
import { placeOrder } from '../../orders/place-order';
import { anew, goTo, loading, on } from './upscale.draft';
import { upscaleOrder } from './upscale.order';

const begin = callback('ups.start', {});
const back = callback('ups.back', {});

const { step } = loading((readers, _, moment) =>
  readOffer(readers, moment, { kind: 'upscale', item: 'upscale', units: 1, usualSeconds: 5 }),
);

/** What it costs, and the button that orders it. */
export const confirmStep = step({
  enter: offered,
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) => t.confirm(price),
      promise: t.promise,
      accept: begin.button(t.start, {}),
      back: back.button(t.back, {}),
    }),
  actions: [
    on(begin, (draft, _, { person, now, t }) => {
      const { from, pictureId } = draft;
      if (!from || !pictureId) return goTo('picture', draft);
      const offer = taken(draft, now);
      if (!offer) return anew('confirm', draft, offerTexts[person.language].renewed);
      const order = { orderId: offer.orderId, userId: person.userId };
      const start = message(imageGeneratorInbox, 'start-upscale', {
        ...order,
        input: { kind: 'picture', orderId: from, pictureId },
      });
      return finish(
        undefined,
        ...placeOrder({ ...order, view: upscaleOrder, what: t.what, quote: offer.quote, start }),
      );
    }),
    on(back, (draft) => goTo('picture', draft)),
  ],
});
