import { said } from '@aisha/words';
import { toMenu } from '../../engine/conversation';
import { withoutRefusal } from '../../free-files/without-refusal';
import { againRow, onAgain, onTextFile } from '../../orders/sent-text/reading.step';
import { DOCUMENT, onPhoto, onText, stay, step } from './type/document.draft';

/** Asks for a file, or says why no document can be made from the last file. */
export const fileStep = step({
  screen: (draft, t) => ({
    text: draft.refusal ? t.refused({ why: said(t, draft.refusal) }) : t.ask,
    buttons: [...againRow(draft, t.again), [toMenu.button(t.menu, {})]],
  }),
  actions: [
    onTextFile(DOCUMENT),
    onPhoto((draft, _, { t }) => stay(withoutRefusal(draft), t.notText)),
    onText((draft, _, { t }) => stay(withoutRefusal(draft), t.notText)),
    onAgain(DOCUMENT),
  ],
});
