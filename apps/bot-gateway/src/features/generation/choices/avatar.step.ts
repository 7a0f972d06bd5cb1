import { lookOf, type AvatarId } from '@aisha/domain';
import { callback, id, toMenu } from '../../../engine/conversation';
import { drawableAvatars, isInstant } from './choices';
import { goTo, loading, ofNewPictures, stay, type GenerateDraft } from './generate.draft';

const pickAvatar = callback('gen.avatar', { avatarId: id<AvatarId>() });
const withoutAvatar = callback('gen.without', {});
const back = callback('gen.avatar.back', {});

/** How many avatars the screen shows at most. */
const SHOWN = 12;

const { step, on } = loading((readers, _, { person }) => drawableAvatars(readers, person.userId, SHOWN));

/** Leads on to the offer when there is an idea, otherwise to the question for an idea. */
const onward = (draft: GenerateDraft) => goTo(draft.idea ? 'offer' : 'idea', draft);

/** Asks "Which avatar?". The choices are finished avatars, avatars that are drawn from photos for now, and a picture without an avatar. */
export const avatarStep = step({
  screen: (_, t, avatars) => ({
    text: t.chooseAvatar,
    buttons: [
      ...avatars.map((avatar) => [
        pickAvatar.button(t.avatarLine({ name: avatar.name, isMain: avatar.isMain, isInstant: isInstant(avatar) }), {
          avatarId: avatar.id,
        }),
      ]),
      [withoutAvatar.button(t.withoutAvatar, {})],
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pickAvatar, (draft, { avatarId }, { data }) => {
      const chosen = data.find((avatar) => avatar.id === avatarId);
      if (!chosen) return stay(draft);
      const look = lookOf(draft.look);
      if (look && !look.fits.includes(chosen.trainingType)) return goTo('looks', { ...ofNewPictures(draft), avatarId });
      if (avatarId === draft.avatarId) return onward(draft);
      const kept = look && { look: look.id, aspectRatio: draft.aspectRatio ?? look.aspectRatio };
      return onward({ ...ofNewPictures(draft), avatarId, ...kept });
    }),
    on(withoutAvatar, (draft) => {
      if (draft.avatarId === null) return onward(draft);
      const { idea, ...rest } = { ...ofNewPictures(draft), avatarId: null };
      // The name of a look is not the person's idea, and without an avatar there is no face for the look, so both are dropped.
      return onward(idea === undefined || lookOf(draft.look) ? rest : { ...rest, idea });
    }),
    on(back, onward),
  ],
});
