import { mayLookAgain } from '@aisha/domain';
import { callback, toMenu, type IncomingFile, type StepContext } from '../../engine/conversation';
import { goTo, on, onFile, onPhoto, onText, stay, step, type DocumentDraft } from './document.draft';
import type { documentTexts } from './document.texts';
import { isTaken, reading, takeFile } from './read-file';

const again = callback('doc.again', {});

type Context = Pick<StepContext, 'person' | 'newId'> & { readonly t: (typeof documentTexts)['ru'] };

const take = (draft: DocumentDraft, file: IncomingFile, context: Context) => {
  const taken = takeFile(file, context.t);
  if (!isTaken(taken)) return stay(withoutRefusal(draft), taken);
  const read = reading(taken, context);
  return goTo('reading', read.draft, read.effect);
};

/** What was wrong with the file before is not what is wrong with this. */
const withoutRefusal = ({ refusal: _, ...draft }: DocumentDraft): DocumentDraft => draft;

/** "Send a file", or why no document can be made of the last one. */
export const fileStep = step({
  screen: ({ refusal, file }, t) => ({
    text: refusal ? t.refused(refusal) : t.ask,
    buttons: [
      ...(refusal && file && mayLookAgain(refusal) ? [[again.button(t.again, {})]] : []),
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    onFile(take),
    onPhoto((draft, _, { t }) => stay(withoutRefusal(draft), t.notText)),
    onText((draft, _, { t }) => stay(withoutRefusal(draft), t.notText)),
    on(again, (draft, _, context) => {
      if (!draft.file) return stay(draft);
      const read = reading(draft.file, context);
      return goTo('reading', read.draft, read.effect);
    }),
  ],
});
