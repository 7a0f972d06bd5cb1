import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import type { AvatarPhoto } from '@aisha/database/trainer';
import { MIN_PHOTOS, type PhotoId } from '@aisha/domain';
import { callback, count, id, joined, send, toMenu } from '../../../engine/conversation';
import { photosDone } from '../../../callbacks/new-avatar.callbacks';
import { ChangedAvatars } from '../../../readers';
import { adviceTexts } from '../photos/photos.card';
import { afterPhotos, avatarOf, goTo, loading, stay } from '../photos/new-avatar.draft';
import { confirmPerson, removePhoto } from './photo-review.feature';

const turnTo = callback('new.look.at', { at: count() });
const remove = callback('new.look.remove', { photoId: id<PhotoId>() });
const isMe = callback('new.look.me', { photoId: id<PhotoId>() });
const makeMain = callback('new.look.main', { photoId: id<PhotoId>() });
const addMore = callback('new.look.more', {});

const { step, on } = loading(async (readers, draft, { person: { language } }) => ({
  photos: await readers.of(ChangedAvatars).photos(avatarOf(draft).avatarId),
  language,
}));

/** Whether a photo still belongs to the set: a button may be older than the set, or name a photo that is gone. */
const isOf = (photos: readonly AvatarPhoto[], photoId: PhotoId): boolean => photos.some(({ id }) => id === photoId);

/** Shows the photos one at a time, so that the person can remove one or choose the main one. */
export const reviewStep = step({
  screen: (draft, t, { photos, language }) => {
    const { avatarId, name, trainingType: type, isDescribed } = avatarOf(draft);
    const at = Math.min(draft.photoAt ?? 0, Math.max(0, photos.length - 1));
    const photo = photos[at];
    const findings = photo?.findings.filter((one) => one !== 'another-person' || !draft.confirmed?.includes(photo.id));
    const around = (offset: number): number => (at + offset + photos.length) % photos.length;
    return {
      text: photo
        ? joined([
            t.photo({
              name: isDescribed ? name : t.newAvatar,
              type,
              position: at + 1,
              of: photos.length,
              isMain: photo.isMain,
            }),
            findings &&
              findings.length > 0 &&
              joined(adviceTexts(findings, type, language).map((advice) => `💡 ${advice}`)),
          ])
        : t.noPhotos({ type }),
      ...(photo?.filePath && { photo: photo.filePath }),
      buttons: [
        ...(photo && photos.length > 1
          ? [[turnTo.button('‹', { at: around(-1) }), turnTo.button('›', { at: around(1) })]]
          : []),
        ...(photo && findings?.includes('another-person') ? [[isMe.button(t.itIsMe, { photoId: photo.id })]] : []),
        ...(photo
          ? [
              [
                remove.button(t.remove, { photoId: photo.id }),
                ...(photo.isMain ? [] : [makeMain.button(t.makeMain({ type }), { photoId: photo.id })]),
              ],
            ]
          : []),
        [
          addMore.button(t.addMore, {}),
          ...(photos.length >= (isDescribed ? MIN_PHOTOS : 1)
            ? [photosDone.button(isDescribed ? t.next : t.make, { avatarId })]
            : []),
        ],
        [toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(turnTo, (draft, { at }) => stay({ ...draft, photoAt: at })),
    on(remove, (draft, { photoId }, { person, t, data }) => {
      const { avatarId } = avatarOf(draft);
      if (!isOf(data.photos, photoId)) return stay(draft);
      return stay(draft, t.removed, removePhoto({ avatarId, userId: person.userId, photoId }));
    }),
    on(isMe, (draft, { photoId }, { person: { userId }, t, data }) => {
      if (!isOf(data.photos, photoId)) return stay(draft);
      const confirmed = [...(draft.confirmed ?? []), photoId];
      const { avatarId } = avatarOf(draft);
      return stay({ ...draft, confirmed }, t.keptAsMe, confirmPerson({ avatarId, userId, photoId }));
    }),
    on(makeMain, (draft, { photoId }, { person, t, data }) => {
      const { avatarId } = avatarOf(draft);
      if (!isOf(data.photos, photoId)) return stay(draft);
      const order = message(avatarTrainerInbox, 'choose-main-photo', { avatarId, userId: person.userId, photoId });
      return stay(draft, t.madeMain, send(order, { change: 'chosen', setId: avatarId, itemId: photoId }));
    }),
    on(addMore, (draft) => goTo('photos', draft)),
    on(photosDone, (draft, _, { data, t }) => afterPhotos(draft, data.photos.length, t)),
  ],
});
