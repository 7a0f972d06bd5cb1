import { ideaIn } from '@aisha/domain';
import { beginningOf, callback, toMenu } from '../../engine/conversation';
import { offerFirstPictures, offering } from '../../orders/first-pictures';
import { cheapest } from '../../orders/price-list';
import { offerKept } from '../../callbacks/generate.callbacks';
import { ChangedAvatars } from '../../readers';
import { earlyPhotos } from './photos/incoming-photo';
import { avatarOf, goTo, loading, stay } from './photos/new-avatar.draft';
import { drawIdeaButton, ideaOnCard } from './photos/photos.card';

/** How many characters of an idea are quoted: enough to recognise it. */
const IDEA_CHARACTERS = 200;

const withoutMe = callback('new.selfie.without', {});

const { step, on, onText } = loading(async (readers, { avatarId, idea }, { person, now }) => {
  const prices = await cheapest(readers, now);
  const known = { idea, picture: prices.picture };
  return {
    prices,
    first: avatarId ? undefined : await offerFirstPictures(readers, person, now, known),
    accepted: avatarId ? await readers.of(ChangedAvatars).countPhotos(avatarId) : 0,
  };
});

/** Asks for one selfie, because the person's idea needs a photo of them. The idea waits for the first photo that is accepted. */
export const selfieStep = step({
  enter: offering,
  screen: ({ idea = '', avatarId }, t, { prices, first, accepted }) => ({
    text: t.askSelfie({ idea: beginningOf(idea, IDEA_CHARACTERS), isGift: first !== undefined, ...prices }),
    buttons: [
      ...(avatarId && accepted > 0 ? [[drawIdeaButton(idea, avatarId, t)]] : []),
      [withoutMe.button(t.withoutMe({ price: prices.pictureWithoutAvatar }), {})],
      [toMenu.button(t.menu, {})],
    ],
  }),
  hearsQuestions: () => true,
  readsEdits: true,
  actions: [
    on(withoutMe, ({ idea = '' }) => offerKept({ idea, avatarId: null, withoutMe: true })),
    onText((draft, text, { t, data }) => {
      const idea = ideaIn(text);
      if (idea === undefined) return stay(draft, t.noIdea);
      const changed = { ...draft, idea };
      if (draft.avatarId && data.accepted > 0) return offerKept({ idea, avatarId: draft.avatarId });
      return goTo('selfie', changed, ...(draft.avatarId ? [ideaOnCard(avatarOf(changed), idea)] : []));
    }),
    ...earlyPhotos,
  ],
});
