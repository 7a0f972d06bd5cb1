import type { TrainingType } from '@aisha/domain';
import { defineCard } from '../../engine/cards/card';
import { answer, showCard, toMenu, type Elsewhere } from '../../engine/conversation';
import { avatarOf, type NewAvatarDraft } from './new-avatar.draft';
import { newAvatarTexts } from '@aisha/words';

interface AwaitedPhotosState {
  readonly trainingType: TrainingType;
  /** The newest message that was no photo. */
  readonly after: number;
}

/** A line that says what is waited for, below the newest message that was something else. */
export const awaitedPhotosCard = defineCard<AwaitedPhotosState>('photos-awaited', ({ trainingType }, language) => {
  const t = newAvatarTexts[language];
  return { text: t.sendPhotoPlease({ type: trainingType }), buttons: [[toMenu.button(t.menu, {})]] };
});

/** Says it again, and takes away what was said before. */
export const awaitPhotos = (draft: NewAvatarDraft, after: number): Elsewhere => {
  const { avatarId, trainingType } = avatarOf(draft);
  return answer(
    undefined,
    showCard(
      awaitedPhotosCard,
      avatarId,
      () => ({ trainingType, after }),
      () => true,
    ),
  );
};
