import { confirmStep } from './confirm.step';
import { nameStep } from './name.step';
import { flow } from './new-avatar.draft';
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
  worthKeeping: (draft) => draft.trainingType !== undefined,
  title: { ru: 'Новый аватар', en: 'New avatar' },
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
