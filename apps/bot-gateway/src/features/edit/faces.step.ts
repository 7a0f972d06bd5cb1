import { callback, toMenu } from '../../engine/conversation';
import { onSentPhoto } from '../../orders/sent-photo/photo.step';
import { beyondPhoto } from '../../orders/sent-photo/sent-photo';
import { goTo, on, step, subjectOf } from './edit.draft';

const agree = callback('edt.agree', {});
const disagree = callback('edt.disagree', {});

/** Asks whether everybody in a sent photo agrees, because the photo shows a face that belongs to none of the person's avatars. */
export const facesStep = step({
  screen: (_, t) => ({
    text: t.faces,
    buttons: [[agree.button(t.agree, {})], [disagree.button(t.disagree, {})], [toMenu.button(t.menu, {})]],
  }),
  actions: [
    on(agree, (draft) => {
      const { typed: change } = draft;
      const subject = { ...subjectOf(draft), faces: 'agreed' } as const;
      return change ? goTo('confirm', { ...subject, change }) : goTo('change', subject);
    }),
    on(disagree, (draft) => goTo('photo', beyondPhoto(draft))),
    ...onSentPhoto('edit'),
  ],
});
