import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { beginningOf, callback, finish } from '../../engine/conversation';
import { offered, offerScreen, readOffer, taken, type Offering } from '../../orders/offer';
import { offerTexts } from '../../orders/offer.texts';
import { placeOrder } from '../../orders/place-order';
import { drawnAvatar, noAvatarScreen } from './drawn-avatar';
import { generationOrder } from './generation.order';
import { anew, goTo, loading, on, type GenerateDraft } from './generate.draft';

const draw = callback('gen.draw', {});
const back = callback('gen.confirm.back', {});

/** How much of the idea the order's card shows: enough to recognise it. */
const TITLE_CHARACTERS = 80;

/** The choices, with defaults for skipped steps. */
const chosen = ({ idea = '', aspectRatio = '3:4', pictureCount = 1 }: GenerateDraft) => ({
  idea,
  aspectRatio,
  pictureCount,
});

const offering = (draft: GenerateDraft): Offering => ({
  kind: 'generation',
  item: 'picture',
  units: chosen(draft).pictureCount,
  usualSeconds: 10,
});

const { step } = loading(async (readers, draft, context) => ({
  ...(await readOffer(readers, context, offering(draft))),
  avatar: await drawnAvatar(readers, context.person.userId, draft.avatarId),
}));

/** The person has seen the price. Only the avatar may have gone meanwhile. */
const { on: onOrder } = loading(async (readers, { avatarId }, { person }) => ({
  avatar: await drawnAvatar(readers, person.userId, avatarId),
}));

export const confirmStep = step({
  enter: (draft, context) => {
    const avatarId = context.data.avatar?.id;
    return { ...offered(draft, context), ...(avatarId && { avatarId }) };
  },
  screen: (draft, t, data) => {
    if (!data.avatar) return noAvatarScreen(t);
    const { name } = data.avatar;
    const { idea, aspectRatio, pictureCount } = chosen(draft);
    return offerScreen({
      draft,
      data,
      words: (price) => t.confirm(name, idea, aspectRatio, pictureCount, price),
      promise: t.promise,
      accept: draw.button(t.draw, {}),
      back: back.button(t.back, {}),
    });
  },
  actions: [
    onOrder(draw, (draft, _, { person, now, data }) => {
      // The avatar was deleted since: first show which one would be drawn instead.
      if (!data.avatar || data.avatar.id !== draft.avatarId) return goTo('confirm', draft);
      const offer = taken(draft, now);
      if (!offer) return anew('confirm', draft, offerTexts[person.language].renewed);
      const { idea, aspectRatio, pictureCount } = chosen(draft);
      const order = { orderId: offer.orderId, userId: person.userId };
      const { seed = null, similarTo = null } = draft;
      const generation = {
        ...order,
        input: { kind: 'avatar', avatarId: data.avatar.id } as const,
        prompt: idea,
        aspectRatio,
        pictureCount,
        seed,
        similarTo,
      };
      return finish(
        undefined,
        ...placeOrder({
          ...order,
          view: generationOrder,
          what: beginningOf(idea, TITLE_CHARACTERS),
          quote: offer.quote,
          start: message(imageGeneratorInbox, 'start-generation', generation),
        }),
      );
    }),
    on(back, (draft) => goTo('count', draft)),
  ],
});
