import { SUBJECTS } from '@aisha/domain';
import { callback, oneOf, toMenu } from '../../engine/conversation';
import { goTo, on, step } from './new-avatar.draft';

const pickSubject = callback('new.subject', { subject: oneOf(SUBJECTS) });
const back = callback('new.subject.back', {});

/** "Whose portrait?" Chooses the class word of every prompt. */
export const subjectStep = step({
  screen: (_, t) => ({
    text: t.chooseSubject,
    buttons: [
      SUBJECTS.map((subject) => pickSubject.button(t.subject(subject), { subject })),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pickSubject, (draft, { subject }) => goTo('name', { ...draft, subject })),
    on(back, (draft) => goTo('type', draft)),
  ],
});
