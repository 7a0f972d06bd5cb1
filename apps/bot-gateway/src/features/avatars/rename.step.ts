import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { avatarName } from '@aisha/domain';
import { callback, send, toMenu } from '../../engine/conversation';
import { goTo, loading, stay } from './avatars.draft';
import { ChangedAvatars } from '../../readers';

const back = callback('ava.rename.back', {});

const { step, on, onText } = loading(async (readers, { avatarId }, { person }) =>
  avatarId ? readers.of(ChangedAvatars).find(person.userId, avatarId) : null,
);

export const renameStep = step({
  screen: (_, t, avatar) => ({
    text: avatar ? t.askName({ name: avatar.name }) : t.gone,
    buttons: [[back.button(t.toAvatar, {}), toMenu.button(t.menu, {})]],
  }),
  actions: [
    onText((draft, text, { person, data: avatar, t }) => {
      const name = avatarName(text);
      if (!avatar) return goTo('list', draft);
      if (!name) return stay(draft, t.badName);
      const order = { avatarId: avatar.id, userId: person.userId, name };
      return goTo(
        'details',
        draft,
        send(message(avatarTrainerInbox, 'rename-avatar', order), {
          change: 'renamed',
          setId: person.userId,
          itemId: avatar.id,
          name,
        }),
      );
    }),
    on(back, (draft) => goTo('details', draft)),
  ],
});
