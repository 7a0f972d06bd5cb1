import { questionIn } from '@aisha/kinds';
import { toMenu } from '../../engine/conversation';
import { goTo, loading, stay } from './question.draft';
import { ChangedTranscripts } from '../../readers';

const { step, onText } = loading(async (readers, { transcriptId }, { person: { userId } }) =>
  transcriptId ? readers.of(ChangedTranscripts).find(userId, transcriptId) : null,
);

/** Asks "What would you like to know?". */
export const askStep = step({
  screen: ({ transcriptId }, t, transcript) => ({
    text: transcriptId ? t.askOne({ title: transcript?.title ?? null }) : t.askAll,
    buttons: [[toMenu.button(t.menu, {})]],
  }),
  actions: [
    onText((draft, text, { t }) => {
      const question = questionIn(text);
      return question ? goTo('confirm', { ...draft, question }) : stay(draft, t.badQuestion);
    }),
  ],
});
