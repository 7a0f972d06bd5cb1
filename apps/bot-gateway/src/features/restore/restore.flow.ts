import { inEveryLanguage, restoreTexts } from '@aisha/words';
import { lookingStep, photoStepOf } from '../../orders/sent-photo/photo.step';
import { hasPhoto } from '../../orders/sent-photo/sent-photo';
import { confirmStep } from './confirm.step';
import { flow, RESTORE } from './restore.draft';

/** The way from an old photo to its order. */
export const restoreFlow = flow({
  name: RESTORE,
  version: 1,
  first: 'photo',
  begin: () => ({}),
  worthKeeping: hasPhoto,
  about: ({ photoId }) => photoId,
  title: inEveryLanguage(restoreTexts, (t) => t.flowTitle),
  steps: { photo: photoStepOf(RESTORE), looking: lookingStep, confirm: confirmStep },
});
