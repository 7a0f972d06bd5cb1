import type { OrderId, PictureId, UserId } from '@aisha/domain';
import { editTexts, inEveryLanguage } from '@aisha/words';
import { answer, callback, feature, onButton, onCommand, open, type Readers } from '../../engine/conversation';
import type { MenuEntry } from '../../callbacks/menu.callbacks';
import { leftPicture } from '../../orders/own-picture/own-picture';
import { pictureStepTo } from '../../orders/own-picture/picture.step';
import { lookingStep, photoStepOf } from '../../orders/sent-photo/photo.step';
import { hasPhoto } from '../../orders/sent-photo/sent-photo';
import { EDIT_FLOW, editedSubject, type EditSubject, openChange } from '../../callbacks/edit.callbacks';
import { changeStep, suggest } from './change.step';
import { begin, confirmStep } from './confirm.step';
import { flow, namedBy } from './edit.draft';
import { facesStep } from './faces.step';

const openEdit = callback('edt', {});

type Pressed = NonNullable<ReturnType<typeof begin.decode> | ReturnType<typeof suggest.decode>>;

/** The picture that a button of a screen that is gone names; undefined once the picture is gone. */
const leftSubject = async (
  readers: Readers,
  userId: UserId,
  { subject, subjectId }: Pressed,
): Promise<EditSubject | undefined> => {
  if (subject === 'picture') return leftPicture(readers, userId, subjectId as PictureId);
  if (subject === 'kept') return undefined;
  return (await editedSubject(readers, userId, { orderId: subjectId as OrderId, side: subject }))?.subject;
};

/** The conversation that leads from a picture and a sentence to an order. */
const editFlow = flow({
  name: EDIT_FLOW,
  version: 1,
  first: 'photo',
  begin: () => ({}),
  // A sentence that waits for a photo is kept as well.
  worthKeeping: (draft) => hasPhoto(draft) || draft.typed !== undefined,
  about: ({ photoId }) => photoId,
  title: inEveryLanguage(editTexts, (t) => t.one),
  // Asks again what to change about a picture, because a button of an offer has no typed sentence; a suggestion is offered again.
  leftButton: async (data, context, readers, own) => {
    const { userId, language } = context.person;
    const suggested = suggest.decode(data);
    const pressed = suggested ?? begin.decode(data);
    if (!pressed?.subjectId) return undefined;
    // Another sentence about the same picture has taken the place of the one that was offered, and its offer is shown again.
    if (!suggested && own && pressed.subjectId === namedBy(own).subjectId) return undefined;
    const t = editTexts[language];
    const subject = await leftSubject(readers, userId, pressed);
    if (!subject) return answer(t.goneNow);
    return openChange(readers, subject, context, suggested ? t.suggestion(suggested) : undefined);
  },
  steps: {
    photo: photoStepOf('edit'),
    looking: lookingStep,
    picture: pictureStepTo('change'),
    faces: facesStep,
    change: changeStep,
    confirm: confirmStep,
  },
});

export const editFeature = feature<MenuEntry>({
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
