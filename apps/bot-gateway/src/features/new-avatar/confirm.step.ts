import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { trainingItem, trainingTimedAs } from '@aisha/domain';
import { callback, finish } from '../../engine/conversation';
import { offered, offerScreen, readOffer, taken, type Offering } from '../../orders/offer';
import { offerTexts } from '../../orders/offer.texts';
import { placeOrder } from '../../orders/place-order';
import { trainingOrder } from './training.order';
import { anew, avatarOf, goTo, loading, on, type NewAvatarDraft } from './new-avatar.draft';

const start = callback('new.start', {});
const back = callback('new.confirm.back', {});

const presetOf = ({ preset = 'balanced' }: NewAvatarDraft) => preset;

const offering = (draft: NewAvatarDraft): Offering => ({
  kind: 'training',
  item: trainingItem(presetOf(draft)),
  units: 1,
  like: trainingTimedAs(avatarOf(draft).trainingType, presetOf(draft)),
});

const { step } = loading(async (readers, draft, context) => ({
  ...(await readOffer(readers, context, offering(draft))),
  photos: await readers.avatars.countPhotos(avatarOf(draft).avatarId),
  guarantee: await readers.avatars.guaranteeOf(context.person.userId, avatarOf(draft).avatarId, context.now),
}));

export const confirmStep = step({
  enter: offered,
  screen: (draft, t, data) => {
    const { name, trainingType } = avatarOf(draft);
    return offerScreen({
      draft,
      data,
      words: (price) => t.confirm(name, trainingType, presetOf(draft), data.photos, price),
      promise: t.promise(data.guarantee),
      accept: start.button(t.start, {}),
      back: back.button(t.back, {}),
    });
  },
  actions: [
    on(start, (draft, _, { person, now }) => {
      const offer = taken(draft, now);
      if (!offer) return anew('confirm', draft, offerTexts[person.language].renewed);
      const { avatarId, name } = avatarOf(draft);
      const order = { orderId: offer.orderId, userId: person.userId };
      const training = { ...order, avatarId, preset: presetOf(draft) };
      return finish(
        undefined,
        ...placeOrder({
          ...order,
          view: trainingOrder,
          what: name,
          quote: offer.quote,
          start: message(avatarTrainerInbox, 'start-training', training),
        }),
      );
    }),
    on(back, (draft) => goTo('preset', draft)),
  ],
});
