import { animateTexts, inEveryLanguage } from '@aisha/words';
import { feature, onCommand, open } from '../../engine/conversation';
import { pictureStep } from '../../orders/own-picture/picture.step';
import { lookingStep, photoStepOf } from '../../orders/sent-photo/photo.step';
import { hasPhoto } from '../../orders/sent-photo/sent-photo';
import { confirmStep, flow } from './confirm.step';

const animateFlow = flow({
  name: 'animate',
  version: 1,
  first: 'photo',
  begin: () => ({}),
  worthKeeping: hasPhoto,
  about: ({ photoId }) => photoId,
  title: inEveryLanguage(animateTexts, (t) => t.one),
  steps: { photo: photoStepOf('animate'), looking: lookingStep, picture: pictureStep, confirm: confirmStep },
});

export const animateFeature = feature({
  flows: [animateFlow],
  actions: [onCommand('animate', null, () => open(animateFlow))],
});
