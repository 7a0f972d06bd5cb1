import { toMenu } from '../../engine/conversation';
import { isTaken, takeText, takeTextFile } from './source';
import { goTo, loading, stay } from './speech.draft';

const { step, onFile, onText, onPhoto, onVoice, onAudio } = loading(async (readers, _, { now }) =>
  readers.prices.quote('speech.part', 1, now),
);

/** "Send a text." */
export const textStep = step({
  screen: (_, t, perPart) => ({ text: t.ask(perPart.total), buttons: [[toMenu.button(t.menu, {})]] }),
  actions: [
    onText((draft, text, { t }) => {
      const source = takeText(undefined, text, t);
      return isTaken(source) ? goTo('confirm', { ...draft, source }) : stay(draft, source);
    }),
    onFile((draft, file, { t }) => {
      const source = takeTextFile(file, t);
      return isTaken(source) ? goTo('confirm', { ...draft, source }) : stay(draft, source);
    }),
    onPhoto((draft, _, { t }) => stay(draft, t.notText)),
    onVoice((draft, _, { t }) => stay(draft, t.notText)),
    onAudio((draft, _, { t }) => stay(draft, t.notText)),
  ],
});
