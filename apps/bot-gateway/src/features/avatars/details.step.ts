import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { likenessInTenths, pathsOf, type AvatarId, type AvatarState } from '@aisha/domain';
import type { Avatar, AvatarPhoto } from '@aisha/database/trainer';
import { failureText, type avatarsTexts } from '@aisha/words';
import {
  calendarFor,
  callback,
  dayText,
  html,
  joined,
  send,
  toMenu,
  type Button,
  type Html,
} from '../../engine/conversation';
import { remember } from '../../orders/picture-choices.store';
import { openFaceProof } from '../../callbacks/face-proof.callbacks';
import { generateWith } from '../../callbacks/generate.callbacks';
import { avatarRemoval, resumeAvatar } from '../../callbacks/new-avatar.callbacks';
import { likenessText } from '../../orders/likeness';
import { ChangedAvatars, ChangedPictures } from '../../readers';
import { goTo, loading, stay } from './avatars.draft';

const makeMain = callback('ava.main', {});
const rename = callback('ava.rename', {});
const remove = callback('ava.remove', {});
const back = callback('ava.back', {});

const { step, on } = loading(async (readers, { avatarId }, { person }) => {
  const avatar = avatarId && (await readers.of(ChangedAvatars).find(person.userId, avatarId));
  return {
    avatar: avatar || null,
    photos: avatar ? await readers.of(ChangedAvatars).photos(avatar.id) : [],
    mainPhoto: avatar ? await readers.of(ChangedPictures).mainPhotoOf(person.userId, avatar.id) : null,
    calendar: await calendarFor(readers, person),
  };
});

/** Shows one avatar: its state, the reason of a failure, and what the person can do with it. */
export const detailsStep = step({
  screen: (_, t, { avatar, photos, mainPhoto, calendar }) => {
    if (!avatar) return { text: t.gone, buttons: [[back.button(t.back, {}), toMenu.button(t.menu, {})]] };
    const main = mainPhoto ?? photos.find((photo) => photo.isMain) ?? photos[0];
    return {
      text: joined([
        t.details({
          name: avatar.name,
          type: avatar.trainingType,
          status: avatar.status,
          isMain: avatar.isMain,
          photos: photos.length,
          created: dayText(avatar.createdAt, calendar),
          why: avatar.errorCode ? failureText(calendar.language, avatar.errorCode) : null,
        }),
        avatar.stoppedFor && html`\n${t.stopped}`,
        avatar.likenessDistance !== null && likenessText(avatar.likenessDistance, calendar.language),
        !avatar.stoppedFor && drawnFrom(avatar, photos, t),
      ]),
      ...(main?.filePath && { photo: main.filePath }),
      buttons: [
        ...(avatar.stoppedFor
          ? [[openFaceProof.button(t.whyStopped, { avatarId: avatar.id })]]
          : nextButtons(avatar, t)),
        ...(!avatar.stoppedFor && isInstant(avatar, photos.length)
          ? [[generateWith.button(t.tryNow, { avatarId: avatar.id })]]
          : []),
        [rename.button(t.rename, {}), remove.button(t.remove, {})],
        [back.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    on(makeMain, (draft, _, { person, data, t }) => {
      // Only a finished avatar can be the main one.
      if (!draft.avatarId || data.avatar?.status !== 'completed') return stay(draft);
      const order = { avatarId: draft.avatarId, userId: person.userId };
      return stay(
        draft,
        t.madeMain,
        send(message(avatarTrainerInbox, 'choose-main-avatar', order), {
          change: 'chosen',
          setId: order.userId,
          itemId: order.avatarId,
        }),
        remember({ avatarId: order.avatarId }),
      );
    }),
    on(rename, (draft) => goTo('rename', draft)),
    on(remove, (draft) => goTo('remove', draft)),
    on(back, (draft) => goTo('list', { ...draft, avatarId: null })),
  ],
});

/** The buttons that lead on from an avatar, for each of its states. */
const NEXT: Readonly<
  Record<AvatarState, (avatarId: AvatarId, isMain: boolean, t: (typeof avatarsTexts)['ru']) => Button[]>
> = {
  draft: (avatarId, _, t) => [resumeAvatar.button(t.resume, { avatarId })],
  photos_uploading: (avatarId, _, t) => [resumeAvatar.button(t.resume, { avatarId })],
  ready_for_training: (avatarId, _, t) => [resumeAvatar.button(t.resume, { avatarId })],
  training: () => [],
  completed: (avatarId, isMain, t) => [
    generateWith.button(t.generate, { avatarId }),
    ...(isMain ? [] : [makeMain.button(t.makeMain, {})]),
  ],
  error: (avatarId, _, t) => [resumeAvatar.button(t.retry, { avatarId })],
  cancelled: (avatarId, _, t) => [resumeAvatar.button(t.retry, { avatarId })],
};
/** Whether the avatar is a portrait that has a photo and no model yet. Such a portrait can be drawn already (decision 192). */
const isInstant = ({ status, trainingType }: Avatar, photos: number): boolean =>
  status !== 'completed' && trainingType === 'portrait' && photos > 0;

/** Says what the avatar is drawn from: its photos while it has no model, or when photos give more similar pictures than the model. */
function drawnFrom(avatar: Avatar, photos: readonly AvatarPhoto[], t: (typeof avatarsTexts)['ru']): Html | null {
  const references = photos.filter(({ referenceRank }) => referenceRank !== null).length;
  const [path] = pathsOf(avatar, { photos: photos.length, references });
  if (path === undefined || path === 'model') return null;
  const isTrained = avatar.status === 'completed';
  const likeness = likenessInTenths(avatar.referencesDistance ?? 0);
  return html`\n${t.drawnFrom({ path: isTrained ? 'better-references' : path, references, likeness })}`;
}
const nextButtons = ({ id, status, isMain }: Avatar, t: (typeof avatarsTexts)['ru']): Button[][] => {
  const row = NEXT[status](id, isMain, t);
  return row.length > 0 ? [row] : [];
};

const surely = callback('ava.remove.yes', {});
const keep = callback('ava.remove.no', {});

const { step: removal, on: onRemoval } = loading(async (readers, { avatarId }, { person }) =>
  avatarId ? readers.of(ChangedAvatars).find(person.userId, avatarId) : null,
);

/** Asks whether to delete the avatar, and says what is deleted and what stays before the person confirms. */
export const removeStep = removal({
  screen: (_, t, avatar) => ({
    text: avatar ? t.askRemove({ name: avatar.name, isTraining: avatar.status === 'training' }) : t.gone,
    buttons: [
      ...(avatar ? [[surely.button(t.removeSurely, {})]] : []),
      [keep.button(t.keep, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    onRemoval(surely, (draft, _, { person, data: avatar }) => {
      if (!avatar) return goTo('list', { ...draft, avatarId: null });
      return goTo('list', { ...draft, avatarId: null }, ...avatarRemoval(avatar.id, person.userId));
    }),
    onRemoval(keep, (draft) => goTo('details', draft)),
  ],
});
