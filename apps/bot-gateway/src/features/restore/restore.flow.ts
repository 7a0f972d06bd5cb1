import { confirmStep } from './confirm.step';
import { lookingStep } from './looking.step';
import { photoStep } from './photo.step';
import { flow, RESTORE } from './restore.draft';

/** The way from an old photo to its order. */
export const restoreFlow = flow({
  name: RESTORE,
  version: 1,
  first: 'photo',
  begin: () => ({}),
  worthKeeping: ({ photoId, refusal }) => photoId !== undefined && refusal === undefined,
  about: ({ photoId }) => photoId,
  title: { ru: 'Чёткое фото', en: 'Sharp photo' },
  steps: { photo: photoStep, looking: lookingStep, confirm: confirmStep },
});
