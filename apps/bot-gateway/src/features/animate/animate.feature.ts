import { animateTexts, inEveryLanguage } from '@aisha/words';
import { callback, feature, onButton, onCommand, open } from '../../engine/conversation';
import { pictureStep } from '../../orders/own-picture/picture.step';
import { lookingStep, photoStepOf } from '../../orders/sent-photo/photo.step';
import { hasPhoto } from '../../orders/sent-photo/sent-photo';
import { confirmStep, flow } from './confirm.step';

const ANIMATE = 'animate';
const openAnimate = callback('ani', {});

const animateFlow = flow({
  name: ANIMATE,
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
  menu: [
    {
      button: openAnimate,
      label: inEveryLanguage(animateTexts, (t) => t.entryAnimate),
      storey: 'photos',
      place: 2,
    },
  ],
  actions: [
    onCommand(
      'animate',
      inEveryLanguage(animateTexts, (t) => t.command),
      () => open(animateFlow),
    ),
    onButton(openAnimate, () => open(animateFlow)),
  ],
});
