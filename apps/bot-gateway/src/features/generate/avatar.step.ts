import type { AvatarId } from '@aisha/domain';
import { callback, id, toMenu } from '../../engine/conversation';
import { goTo, loading, stay } from './generate.draft';

const pickAvatar = callback('gen.avatar', { avatarId: id<AvatarId>() });
const back = callback('gen.avatar.back', {});

/** Avatars shown at most. */
const SHOWN = 12;

const { step, on } = loading((readers, _, { person }) =>
  readers.avatars.page(person.userId, { limit: SHOWN, status: 'completed' }),
);

/** "Which avatar?" Finished ones only. */
export const avatarStep = step({
  screen: (_, t, avatars) => ({
    text: t.chooseAvatar,
    buttons: [
      ...avatars.map(({ id: avatarId, name, isMain }) => [pickAvatar.button(t.avatarLine(name, isMain), { avatarId })]),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pickAvatar, (draft, { avatarId }, { data }) =>
      data.some((avatar) => avatar.id === avatarId) ? goTo('idea', { ...draft, avatarId }) : stay(draft),
    ),
    on(back, (draft) => goTo('idea', draft)),
  ],
});
