import { editTexts, inEveryLanguage } from '@aisha/words';
import { callback, feature, onButton, onCommand, open } from '../../engine/conversation';
import { pictureStepTo } from '../../orders/own-picture/picture.step';
import { lookingStep, photoStepOf } from '../../orders/sent-photo/photo.step';
import { hasPhoto } from '../../orders/sent-photo/sent-photo';
import { changeStep } from './change.step';
import { confirmStep } from './confirm.step';
import { EDIT_FLOW } from './edit.callbacks';
import { flow } from './edit.draft';
import { facesStep } from './faces.step';

const openEdit = callback('edt', {});

/** The conversation that leads from a picture and a sentence to an order. */
const editFlow = flow({
  name: EDIT_FLOW,
  version: 1,
  first: 'photo',
  begin: () => ({}),
  worthKeeping: hasPhoto,
  about: ({ photoId }) => photoId,
  title: inEveryLanguage(editTexts, (t) => t.one),
  steps: {
    photo: photoStepOf('edit'),
    looking: lookingStep,
    picture: pictureStepTo('change'),
    faces: facesStep,
    change: changeStep,
    confirm: confirmStep,
  },
});

export const editFeature = feature({
  flows: [editFlow],
  menu: [
    {
      button: openEdit,
      label: inEveryLanguage(editTexts, (t) => t.entryEdit),
      storey: 'photos',
      place: 1,
    },
  ],
  actions: [
    onCommand(
      'edit',
      inEveryLanguage(editTexts, (t) => t.command),
      () => open(editFlow),
    ),
    onButton(openEdit, () => open(editFlow)),
  ],
});
