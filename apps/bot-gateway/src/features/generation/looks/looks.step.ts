import { LOOK_GROUPS, looksFor } from '@aisha/domain';
import { lookGroupTexts } from '@aisha/words';
import { callback, oneOf, rowsOf, toMenu } from '../../../engine/conversation';
import { ownPicture } from '../../../engine/deliveries/own-pictures';
import { chosenAvatar, noAvatarScreen } from '../choices/choices';
import { goTo, loading, stay } from '../choices/generate.draft';

const openGroup = callback('gen.group', { group: oneOf(LOOK_GROUPS) });
const back = callback('gen.looks.back', {});

const { step, on } = loading(async (readers, draft, { person: { userId, language } }) => ({
  avatar: await chosenAvatar(readers, userId, draft),
  language,
}));

/** Asks "Which theme?". Shows only groups with a look that fits the avatar. */
export const looksStep = step({
  screen: (_, t, { avatar, language }) => {
    if (!avatar) return noAvatarScreen(t);
    const groups = LOOK_GROUPS.filter((group) => looksFor(group, avatar.trainingType).length > 0);
    return {
      text: t.chooseGroup({ avatar: avatar.name, type: avatar.trainingType }),
      photo: ownPicture('looks'),
      buttons: [
        ...rowsOf(
          groups.map((group) => openGroup.button(lookGroupTexts[language][group], { group })),
          2,
        ),
        [back.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(openGroup, (draft, { group }, { data: { avatar } }) =>
      avatar ? goTo('group', { ...draft, avatarId: avatar.id, group }) : stay(draft),
    ),
    on(back, (draft) => goTo('idea', draft)),
  ],
});
