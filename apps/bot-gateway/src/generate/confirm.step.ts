import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { beginningOf, callback, finish } from '../conversation';
import { offered, offerScreen, readOffer, taken } from '../orders/offer';
import { placeOrder } from '../orders/place-order';
import { goTo, loading, type GenerateDraft } from './generate.draft';

const draw = callback('gen.draw', {});
const back = callback('gen.confirm.back', {});

/** Of the idea, on the card that follows the order: enough to know it by. */
const TITLE_CHARACTERS = 80;

/** What was chosen, with what is meant when a step was skipped. */
const chosen = ({ idea = '', aspectRatio = '3:4', pictureCount = 1 }: GenerateDraft) => ({
  idea,
  aspectRatio,
  pictureCount,
});

const { step, on } = loading(async (readers, draft, moment) => ({
  ...(await readOffer(readers, moment, 'picture', chosen(draft).pictureCount)),
  avatar: draft.avatarId
    ? await readers.avatars.find(moment.person.userId, draft.avatarId)
    : await readers.avatars.main(moment.person.userId),
}));

export const confirmStep = step({
  enter: offered,
  screen: (draft, t, data) => {
    const { idea, aspectRatio, pictureCount } = chosen(draft);
    return offerScreen({
      draft,
      data,
      words: (price) => t.confirm(data.avatar?.name ?? '', idea, aspectRatio, pictureCount, price),
      promise: t.promise,
      accept: draw.button(t.draw, {}),
      back: back.button(t.back, {}),
    });
  },
  actions: [
    on(draw, (draft, _, { person, now, data, t }) => {
      if (!data.avatar) return goTo('idea', draft);
      const offer = taken(draft, now);
      if (!offer) return goTo('confirm', draft);
      const { idea, aspectRatio, pictureCount } = chosen(draft);
      const order = { orderId: offer.orderId, userId: person.userId };
      const { seed = null } = draft;
      const generation = { ...order, avatarId: data.avatar.id, prompt: idea, aspectRatio, pictureCount, seed };
      return finish(
        t.started,
        ...placeOrder({
          ...order,
          kind: 'generation',
          what: beginningOf(idea, TITLE_CHARACTERS),
          quote: offer.quote,
          start: message(imageGeneratorInbox, 'start-generation', generation),
        }),
      );
    }),
    on(back, (draft) => goTo('count', draft)),
  ],
});
