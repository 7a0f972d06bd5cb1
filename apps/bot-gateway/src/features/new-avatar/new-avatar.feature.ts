import { MAX_UNFINISHED_AVATARS, MIN_PHOTOS, type AvatarId, type AvatarState } from '@aisha/domain';
import {
  answer,
  feature,
  html,
  onButton,
  onCommand,
  onUnhandled,
  open,
  say,
  toMenu,
  type Anywhere,
  type Elsewhere,
  type IncomingFile,
  type StepContext,
} from '../../engine/conversation';
import { openAvatars } from '../avatars/avatars.callbacks';
import { messageWith } from '../../engine/deliveries/content';
import type { Readers } from '../../readers';
import { isTooLarge, sayOnce, takePhoto } from './incoming-photo';
import type { NewAvatarDraft } from './new-avatar.draft';
import { openNewAvatar, photosDone, resumeAvatar, reviewPhotos } from './new-avatar.callbacks';
import { newAvatarFlow } from './new-avatar.flow';
import { newAvatarTexts } from './new-avatar.texts';

/** Avatars whose photos may still be changed. */
const OPEN: readonly AvatarState[] = ['draft', 'photos_uploading', 'ready_for_training', 'error', 'cancelled'];

type Asking = Pick<StepContext, 'person'>;

/** Begins a new avatar, unless too many are unfinished: the trainer would refuse more. */
const begin = async (_: unknown, { person }: Asking, readers: Readers): Promise<Elsewhere> => {
  if ((await readers.avatars.countUnfinished(person.userId)) < MAX_UNFINISHED_AVATARS) return open(newAvatarFlow);
  const t = newAvatarTexts[person.language];
  return answer(
    undefined,
    say(messageWith(t.tooManyUnfinished, [[openAvatars.button(t.mine, {})], [toMenu.button(t.menu, {})]])),
  );
};

/**
 * A photo that the current step does not handle. While the avatar's photos are reviewed or its price is shown, it is added to the
 * avatar; before that the person is told when to send photos.
 */
const unhandledPhoto = async (file: IncomingFile, context: Anywhere, readers: Readers): Promise<Elsewhere> => {
  const t = newAvatarTexts[context.person.language];
  if (context.at?.flow !== newAvatarFlow.name) {
    return answer(
      undefined,
      sayOnce(file, t.unhandledPhoto, [[openNewAvatar.button(t.create, {})], [toMenu.button(t.menu, {})]]),
    );
  }
  const draft = context.at.draft as NewAvatarDraft;
  if (!draft.avatarId) return answer(undefined, sayOnce(file, t.photosLater));
  if (isTooLarge(file)) return answer(undefined, sayOnce(file, t.fileTooLarge));
  const accepted = await readers.avatars.countPhotos(draft.avatarId);
  return open(newAvatarFlow, { step: 'photos', draft }, ...takePhoto(draft, file, context, accepted));
};

/** Resumes an avatar at a later step; explains if it is finished or another person's. */
const takeUp =
  (step: 'photos' | 'review' | 'preset') =>
  async ({ avatarId }: { avatarId: AvatarId }, { person }: Asking, readers: Readers): Promise<Elsewhere> => {
    const avatar = await readers.avatars.find(person.userId, avatarId);
    if (!avatar || !OPEN.includes(avatar.status)) return answer(html`${newAvatarTexts[person.language].notOpen}`);
    const { trainingType, subject, name } = avatar;
    const draft = { trainingType, subject, name, avatarId };
    const isReady = step !== 'preset' || (await readers.avatars.countPhotos(avatarId)) >= MIN_PHOTOS;
    return open(newAvatarFlow, { step: isReady ? step : 'photos', draft });
  };

export const newAvatarFeature = feature({
  flows: [newAvatarFlow],
  menu: [{ button: openNewAvatar, label: { ru: newAvatarTexts.ru.create, en: newAvatarTexts.en.create }, row: 1 }],
  actions: [
    onCommand('create', { ru: 'Создать аватар', en: 'Create an avatar' }, begin),
    onButton(openNewAvatar, begin),
    onUnhandled('photo', unhandledPhoto),
    onUnhandled('file', (file, context, readers) =>
      file.mimeType?.startsWith('image/') ? unhandledPhoto(file, context, readers) : undefined,
    ),
    onButton(resumeAvatar, takeUp('photos')),
    // The card with these buttons outlives the conversation.
    onButton(photosDone, takeUp('preset')),
    onButton(reviewPhotos, takeUp('review')),
  ],
});
