import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { callback, forgetDrafts, send, toMenu } from '../../engine/conversation';
import { withoutMap } from '../new-avatar/new-avatar.callbacks';
import { goTo, loading } from './avatars.draft';
import { ChangedAvatars } from '../../readers';

const surely = callback('ava.remove.yes', {});
const keep = callback('ava.remove.no', {});

const { step, on } = loading(async (readers, { avatarId }, { person }) =>
  avatarId ? readers.of(ChangedAvatars).find(person.userId, avatarId) : null,
);

/** "For good?" Says what goes and what stays before the person confirms. */
export const removeStep = step({
  screen: (_, t, avatar) => ({
    text: avatar ? t.askRemove({ name: avatar.name, isTraining: avatar.status === 'training' }) : t.gone,
    buttons: [
      ...(avatar ? [[surely.button(t.removeSurely, {})]] : []),
      [keep.button(t.keep, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(surely, (draft, _, { person, data: avatar }) => {
      if (!avatar) return goTo('list', { ...draft, avatarId: null });
      const order = message(avatarTrainerInbox, 'delete-avatar', { avatarId: avatar.id, userId: person.userId });
      return goTo(
        'list',
        { ...draft, avatarId: null },
        send(order, { change: 'removed', setId: person.userId, itemId: avatar.id }),
        forgetDrafts({ avatarId: avatar.id }),
        withoutMap(avatar.id),
      );
    }),
    on(keep, (draft) => goTo('details', draft)),
  ],
});
