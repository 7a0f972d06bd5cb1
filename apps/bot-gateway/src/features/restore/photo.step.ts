import { mayLookAgain } from '@aisha/domain';
import { callback, toMenu, type IncomingFile, type StepContext } from '../../engine/conversation';
import { noPicture } from '../../free-files/fetch-free';
import { lookingAt } from './look-at';
import { goTo, on, onFile, onPhoto, onText, stay, step, type RestoreDraft } from './restore.draft';

const lookAgain = callback('rst.again', {});

const look = (_: RestoreDraft, file: IncomingFile, context: Pick<StepContext, 'person' | 'newId'>) => {
  const refusal = noPicture(file);
  if (refusal) return goTo('photo', { refusal });
  const { draft, effect } = lookingAt(file, context);
  return goTo('looking', draft, effect);
};

/** "Send a photo", or why the last one cannot be restored. */
export const photoStep = step({
  screen: ({ refusal, file }, t) => ({
    text: refusal ? t.refused(refusal) : t.ask,
    buttons: [
      ...(refusal && file && mayLookAgain(refusal) ? [[lookAgain.button(t.again, {})]] : []),
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    onPhoto(look),
    onFile(look),
    on(lookAgain, (draft, _, context) => (draft.file ? look(draft, draft.file, context) : stay(draft))),
    onText((_, __, { t }) => stay({}, t.onlyPhotos)),
  ],
});
