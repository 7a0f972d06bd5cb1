import { PriceReader } from '@aisha/database/billing';
import { said } from '@aisha/words';
import { toMenu } from '../../engine/conversation';
import { againRow, onAgain } from '../../orders/sent-text/reading.step';
import { takingTexts } from './source';
import { chosen, loading, SPEECH } from './speech.draft';

const { step } = loading(async (readers, _, { now }) => readers.of(PriceReader).quote('speech.part', 1, now));

/** "Send a text", or why the last file is not read aloud. */
export const textStep = step({
  screen: (draft, t, perPart) => ({
    text: draft.refusal ? t.refused({ why: said(t, draft.refusal) }) : t.ask({ perPart: perPart.total }),
    buttons: [...againRow(draft, t.again), [toMenu.button(t.menu, {})]],
  }),
  actions: [...takingTexts, onAgain(SPEECH, chosen)],
});
