import { MAX_UNFINISHED_AVATARS, type AvatarId, type AvatarState } from '@aisha/domain';
import {
  answer,
  feature,
  html,
  onButton,
  onCommand,
  onStray,
  open,
  say,
  toMenu,
  type Elsewhere,
  type Moment,
} from '../conversation';
import { openAvatars } from '../avatars/avatars.callbacks';
import { messageWith } from '../deliveries/content';
import type { Readers } from '../readers';
import { openNewAvatar, photosDone, resumeAvatar, reviewPhotos } from './new-avatar.callbacks';
import { newAvatarFlow } from './new-avatar.flow';
import { newAvatarTexts } from './new-avatar.texts';
import { photosCard } from './photos.card';

/** Avatars whose photos may still be changed. */
const OPEN: readonly AvatarState[] = ['draft', 'photos_uploading', 'ready_for_training', 'error', 'cancelled'];

type Asking = Pick<Moment, 'person'>;

/** A new avatar, unless too many wait to be finished: the trainer would take no more. */
const begin = async (_: unknown, { person }: Asking, readers: Readers): Promise<Elsewhere> => {
  if ((await readers.avatars.countUnfinished(person.userId)) < MAX_UNFINISHED_AVATARS) return open(newAvatarFlow);
  const t = newAvatarTexts[person.language];
  return answer(
    undefined,
    say(messageWith(t.tooManyUnfinished, [[openAvatars.button(t.mine, {})], [toMenu.button(t.menu, {})]])),
  );
};

/** Takes an avatar up again at one of the later steps; a stranger's or a finished one is answered with a word. */
const takeUp =
  (step: 'photos' | 'review' | 'preset') =>
  async ({ avatarId }: { avatarId: AvatarId }, { person }: Asking, readers: Readers): Promise<Elsewhere> => {
    const avatar = await readers.avatars.find(person.userId, avatarId);
    if (!avatar || !OPEN.includes(avatar.status)) return answer(html`${newAvatarTexts[person.language].notOpen}`);
    const { trainingType, subject, name } = avatar;
    return open(newAvatarFlow, { step, draft: { trainingType, subject, name, avatarId } });
  };

export const newAvatarFeature = feature({
  flows: [newAvatarFlow],
  cards: [photosCard],
  menu: [{ button: openNewAvatar, label: { ru: newAvatarTexts.ru.create, en: newAvatarTexts.en.create }, row: 1 }],
  actions: [
    onCommand('create', { ru: 'Создать аватар', en: 'Create an avatar' }, begin),
    onButton(openNewAvatar, begin),
    onStray('photo', ({ albumId }, { person }) => {
      const t = newAvatarTexts[person.language];
      const words = messageWith(t.strayPhoto, [[openNewAvatar.button(t.create, {})], [toMenu.button(t.menu, {})]]);
      return answer(undefined, say(words, albumId === null ? {} : { onceFor: `album ${albumId}` }));
    }),
    onButton(resumeAvatar, takeUp('photos')),
    // The card with these buttons outlives the conversation.
    onButton(photosDone, takeUp('preset')),
    onButton(reviewPhotos, takeUp('review')),
  ],
});
