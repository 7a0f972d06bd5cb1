import { confirmStep } from './confirm.step';
import { nameStep } from './name.step';
import { flow } from './new-avatar.draft';
import { newAvatarTexts } from './new-avatar.texts';
import { photosStep } from './photos.step';
import { presetStep } from './preset.step';
import { reviewStep } from './review.step';
import { subjectStep } from './subject.step';
import { typeStep } from './type.step';

/** Making an avatar, from "whose" to "train". */
export const newAvatarFlow = flow({
  name: 'new-avatar',
  version: 1,
  first: 'type',
  begin: () => ({}),
  worthKeeping: ({ trainingType, avatarId }) => trainingType !== undefined || avatarId !== undefined,
  about: ({ avatarId }) => avatarId,
  title: { ru: 'Новый аватар', en: 'New avatar' },
  describe: async ({ name, avatarId, trainingType }, language, readers) => {
    const photos = avatarId ? await readers.avatars.countPhotos(avatarId) : 0;
    return newAvatarTexts[language].draft(name, photos, trainingType);
  },
  remains: { ru: 'Всё, что вы прислали, осталось в «Моих аватарах».', en: 'What you sent stays in “My avatars”.' },
  steps: {
    type: typeStep,
    subject: subjectStep,
    name: nameStep,
    photos: photosStep,
    review: reviewStep,
    preset: presetStep,
    confirm: confirmStep,
  },
});
