import type { Avatar } from '@aisha/database/trainer';
import { LOOK_GROUPS, lookOf, LOOKS, looksFor } from '@aisha/domain';
import { lookGroupTexts, lookName } from '@aisha/words';
import { callback, rowsOf, toMenu, word } from '../../../engine/conversation';
import { ownPicture } from '../../../engine/deliveries/own-pictures';
import { chosenAvatar, noAvatarScreen } from '../choices/choices';
import { goTo, loading, ofNewIdea, ofNewPictures, stay } from '../choices/generate.draft';

const takeLook = callback('gen.look', { look: word() });
const toSession = callback('gen.group.session', {});
const back = callback('gen.group.back', {});

const { step, on } = loading(async (readers, draft, { person: { userId, language } }) => ({
  avatar: await chosenAvatar(readers, userId, draft),
  language,
}));

/**
 * Asks "Which look?". Shows the looks of a group as on its sheet, without those that do not fit the avatar. For a portrait with a model, a
 * button leads to the photo session of the group.
 */
export const groupStep = step({
  screen: ({ group = LOOK_GROUPS[0] }, t, { avatar, language }) => {
    if (!avatar) return noAvatarScreen(t);
    const onSheet = LOOKS.filter((look) => look.group === group);
    const looks = looksFor(group, avatar.trainingType);
    return {
      text:
        avatar.trainingType === 'style'
          ? t.chooseScene({ group: lookGroupTexts[language][group], style: avatar.name })
          : t.chooseLook({ group: lookGroupTexts[language][group], avatar: avatar.name }),
      photo: ownPicture(`looks-${group}`),
      buttons: [
        ...rowsOf(
          looks.map((look) =>
            takeLook.button(t.lookLine({ number: onSheet.indexOf(look) + 1, name: lookName(look, language) }), {
              look: look.id,
            }),
          ),
          2,
        ),
        ...(mayBeShot(avatar) ? [[toSession.button(t.session, {})]] : []),
        [back.button(t.otherGroups, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(takeLook, (draft, { look: id }, { data: { avatar, language } }) => {
      const look = lookOf(id);
      if (!avatar || !look?.fits.includes(avatar.trainingType)) return stay(draft);
      const { aspectRatio, group } = look;
      const chosen = { avatarId: avatar.id, look: id, group, idea: lookName(look, language), aspectRatio };
      return goTo('offer', { ...ofNewIdea(draft), ...chosen });
    }),
    on(toSession, (draft, _, { data: { avatar } }) =>
      avatar && mayBeShot(avatar) ? goTo('session', { ...ofNewPictures(draft), avatarId: avatar.id }) : stay(draft),
    ),
    on(back, (draft) => goTo('looks', draft)),
  ],
});

/** Whether a photo session may be drawn, which needs the avatar's own model. */
export const mayBeShot = ({ trainingType, status }: Avatar): boolean =>
  trainingType === 'portrait' && status === 'completed';
