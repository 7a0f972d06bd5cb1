import type { AvatarId } from '@aisha/domain';
import { callback, id } from '../../engine/conversation';
import { goTo, loading, on, stay } from './gallery.draft';
import { ChangedAvatars } from '../../readers';

const pick = callback('pics.a', { avatarId: id<AvatarId>() });
const any = callback('pics.a.any', {});
const older = callback('pics.a.older', { before: id<AvatarId>() });
const newest = callback('pics.a.newest', {});

/** How many avatars a page lists: as many rows as fit a phone's screen. */
const PAGE = 6;

const { step } = loading(async (readers, { avatarsBefore: before }, { person }) => {
  const avatars = await readers.of(ChangedAvatars).page(person.userId, { limit: PAGE + 1, ...(before && { before }) });
  return { avatars: avatars.slice(0, PAGE), hasMore: avatars.length > PAGE };
});

/** Asks "Pictures of which avatar?". */
export const avatarStep = step({
  screen: ({ wanted, avatarsBefore }, t, { avatars, hasMore }) => {
    const last = avatars.at(-1);
    return {
      text: t.whichAvatar,
      buttons: [
        ...avatars.map(({ id: avatarId, name }) => [
          pick.button(avatarId === wanted.avatarId ? `✓ ${name}` : name, { avatarId }),
        ]),
        [
          ...(avatarsBefore ? [newest.button(t.newestAvatars, {})] : []),
          ...(hasMore && last ? [older.button(t.olderAvatars, { before: last.id })] : []),
        ],
        [any.button(t.anyAvatar, {})],
      ],
    };
  },
  actions: [
    // The avatar is not checked here: for another person's avatar a page finds no pictures.
    on(pick, (draft, { avatarId }) => goTo('filter', { ...draft, wanted: { ...draft.wanted, avatarId } })),
    on(any, (draft) => {
      const { avatarId: _, ...wanted } = draft.wanted;
      return goTo('filter', { ...draft, wanted });
    }),
    on(older, (draft, { before }) => stay({ ...draft, avatarsBefore: before })),
    on(newest, (draft) => stay({ ...draft, avatarsBefore: null })),
  ],
});
