import { SUBJECTS } from '@aisha/domain';
import { callback, oneOf, toMenu } from '../../engine/conversation';
import { keptPhotos } from './photos/incoming-photo';
import { goTo, on, step } from './photos/new-avatar.draft';

const pickSubject = callback('new.subject', { subject: oneOf(SUBJECTS) });
const itIsAStyle = callback('new.subject.style', {});
const back = callback('new.subject.back', {});

/**
 * Asks "Whose portrait?". The answer becomes the class word in every prompt. When photos came first, the type was not asked: it is a
 * portrait, unless the person says here that it is a style.
 */
export const subjectStep = step({
  screen: ({ trainingType }, t) => ({
    text: trainingType ? t.chooseSubject : t.whoIsThere,
    buttons: [
      SUBJECTS.map((subject) => pickSubject.button(t.subject({ subject }), { subject })),
      ...(trainingType ? [] : [[itIsAStyle.button(t.itIsAStyle, {})]]),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pickSubject, (draft, { subject }) => goTo('name', { ...draft, trainingType: 'portrait', subject })),
    on(itIsAStyle, (draft) => goTo('name', { ...draft, trainingType: 'style', subject: 'other' })),
    on(back, (draft) => goTo(draft.trainingType ? 'type' : 'photos', draft)),
    ...keptPhotos,
  ],
});
