import { confirmStep } from './confirm.step';
import { nameStep } from './name.step';
import { beginningOf } from '../../engine/conversation';
import { NEW_AVATAR } from './new-avatar.callbacks';
import { flow } from './new-avatar.draft';
import { inEveryLanguage, newAvatarTexts } from '@aisha/words';
import { photosStep } from './photos.step';
import { presetStep } from './preset.step';
import { reviewStep } from './review.step';
import { selfieStep } from './selfie.step';
import { subjectStep } from './subject.step';
import { typeStep } from './type.step';
import { ChangedAvatars } from '../../readers';

/** Characters of an idea that names its draft on a button: a phone shows about as many. */
const NAMED_CHARACTERS = 24;

/** Making an avatar, from "whose" to "train". */
export const newAvatarFlow = flow({
  name: NEW_AVATAR,
  version: 1,
  first: 'type',
  begin: () => ({}),
  worthKeeping: ({ trainingType, avatarId, idea }) => (trainingType ?? avatarId ?? idea) !== undefined,
  about: ({ avatarId }) => avatarId,
  title: inEveryLanguage(newAvatarTexts, (t) => t.flowTitle),
  describe: async ({ name, avatarId, trainingType, idea }, language, readers) => {
    if (idea !== undefined && avatarId === undefined) return beginningOf(idea, NAMED_CHARACTERS);
    const photos = avatarId ? await readers.of(ChangedAvatars).countPhotos(avatarId) : 0;
    return newAvatarTexts[language].draft({ name, photos, type: trainingType ?? 'portrait' });
  },
  remains: inEveryLanguage(newAvatarTexts, (t) => t.flowRemains),
  steps: {
    selfie: selfieStep,
    type: typeStep,
    subject: subjectStep,
    name: nameStep,
    photos: photosStep,
    review: reviewStep,
    preset: presetStep,
    confirm: confirmStep,
  },
});
