import type { AvatarId } from '@aisha/domain';
import { callback, id, toMenu } from '../../engine/conversation';
import { openNewAvatar } from '../../callbacks/new-avatar.callbacks';
import { showAvatar } from '../../callbacks/avatars.callbacks';
import { ChangedAvatars } from '../../readers';
import { goTo, loading, stay } from './avatars.draft';

const older = callback('ava.older', { before: id<AvatarId>() });
const newest = callback('ava.newest', {});

/** The number of avatars on a page: as many rows as fit a phone's screen. */
const PAGE = 6;

const { step, on } = loading(async (readers, { before }, { person }) => {
  const avatars = await readers.of(ChangedAvatars).page(person.userId, { limit: PAGE + 1, ...(before && { before }) });
  return { avatars: avatars.slice(0, PAGE), hasMore: avatars.length > PAGE };
});

/** The person's avatars, newest first, page by page. */
export const listStep = step({
  screen: (draft, t, { avatars, hasMore }) => {
    const last = avatars.at(-1);
    return {
      text: avatars.length === 0 && !draft.before ? t.none : t.title,
      buttons: [
        ...avatars.map(({ id: avatarId, name, status, isMain }) => [
          showAvatar.button(t.line({ name, status, isMain }), { avatarId }),
        ]),
        [
          ...(draft.before ? [newest.button(t.newest, {})] : []),
          ...(hasMore && last ? [older.button(t.older, { before: last.id })] : []),
        ],
        [openNewAvatar.button(t.create, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    // The avatar needs no check here, because the details step does not find another person's avatar.
    on(showAvatar, (draft, { avatarId }) => goTo('details', { ...draft, avatarId })),
    on(older, (draft, { before }) => stay({ ...draft, before })),
    on(newest, (draft) => stay({ ...draft, before: null })),
  ],
});
