import { callback, toMenu } from '../../engine/conversation';
import { onSentPhoto } from '../../orders/sent-photo/photo.step';
import { goTo, on, step } from './edit.draft';

const agree = callback('edt.agree', {});
const disagree = callback('edt.disagree', {});

/** Asks whether everybody in a sent photo agrees, because the photo shows a face that belongs to none of the person's avatars. */
export const facesStep = step({
  screen: (_, t) => ({
    text: t.faces,
    buttons: [[agree.button(t.agree, {})], [disagree.button(t.disagree, {})], [toMenu.button(t.menu, {})]],
  }),
  actions: [
    on(agree, (draft) => goTo('change', { ...draft, faces: 'agreed' })),
    on(disagree, () => goTo('photo', {})),
    ...onSentPhoto('edit'),
  ],
});
