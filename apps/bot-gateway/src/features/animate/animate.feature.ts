import { animateTexts, inEveryLanguage } from '@aisha/words';
import { answer, callback, feature, onButton, onCommand, open } from '../../engine/conversation';
import { leftPicture } from '../../orders/own-picture/own-picture';
import { pictureStep } from '../../orders/own-picture/picture.step';
import { lookingStep, photoStepOf } from '../../orders/sent-photo/photo.step';
import { hasPhoto } from '../../orders/sent-photo/sent-photo';
import { type AnimateDraft, begin, confirmStep, flow, pickMotion } from './confirm.step';

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
  // Shows the offer to animate a picture again, at today's price.
  leftButton: async (data, { person: { userId, language } }, readers, own) => {
    const pressed = begin.decode(data) ?? pickMotion.decode(data);
    if (!pressed?.pictureId || pressed.pictureId === own?.picture?.id) return undefined;
    const subject = await leftPicture(readers, userId, pressed.pictureId);
    if (!subject) return answer(animateTexts[language].gone);
    return open<AnimateDraft, 'confirm'>(
      { name: ANIMATE },
      { step: 'confirm', draft: { ...subject, motion: pressed.motion } },
    );
  },
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
