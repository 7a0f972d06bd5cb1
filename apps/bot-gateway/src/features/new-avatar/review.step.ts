import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { MIN_PHOTOS, type PhotoId } from '@aisha/domain';
import { callback, count, id, send, toMenu } from '../../engine/conversation';
import { avatarOf, enoughOrMore, loading, goTo, stay } from './new-avatar.draft';
import { photosDone } from './new-avatar.callbacks';

const turnTo = callback('new.look.at', { at: count() });
const remove = callback('new.look.remove', { photoId: id<PhotoId>() });
const makeMain = callback('new.look.main', { photoId: id<PhotoId>() });
const addMore = callback('new.look.more', {});

const { step, on } = loading(async (readers, draft) => readers.avatars.photos(avatarOf(draft).avatarId));

/** Reviews the photos one at a time: remove one, choose the main one. */
export const reviewStep = step({
  screen: (draft, t, photos) => {
    const { avatarId, name } = avatarOf(draft);
    const at = Math.min(draft.photoAt ?? 0, Math.max(0, photos.length - 1));
    const photo = photos[at];
    const around = (offset: number): number => (at + offset + photos.length) % photos.length;
    return {
      text: photo ? t.photo(name, at + 1, photos.length, photo.isMain) : t.noPhotos,
      ...(photo?.filePath && { photo: photo.filePath }),
      buttons: [
        ...(photo && photos.length > 1
          ? [[turnTo.button('‹', { at: around(-1) }), turnTo.button('›', { at: around(1) })]]
          : []),
        ...(photo
          ? [
              [
                remove.button(t.remove, { photoId: photo.id }),
                ...(photo.isMain ? [] : [makeMain.button(t.makeMain, { photoId: photo.id })]),
              ],
            ]
          : []),
        [
          addMore.button(t.addMore, {}),
          ...(photos.length >= MIN_PHOTOS ? [photosDone.button(t.done, { avatarId })] : []),
        ],
        [toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(turnTo, (draft, { at }) => stay({ ...draft, photoAt: at })),
    on(remove, (draft, { photoId }, { person, t }) => {
      const { avatarId } = avatarOf(draft);
      const order = message(avatarTrainerInbox, 'remove-photo', { avatarId, userId: person.userId, photoId });
      return stay(draft, t.removed, send(order, { change: 'removed', setId: avatarId, itemId: photoId }));
    }),
    on(makeMain, (draft, { photoId }, { person, t }) => {
      const { avatarId } = avatarOf(draft);
      const order = message(avatarTrainerInbox, 'choose-main-photo', { avatarId, userId: person.userId, photoId });
      return stay(draft, t.madeMain, send(order, { change: 'chosen', setId: avatarId, itemId: photoId }));
    }),
    on(addMore, (draft) => goTo('photos', draft)),
    on(photosDone, (draft, _, { data, t }) => enoughOrMore(draft, data.length, t.notEnough)),
  ],
});
