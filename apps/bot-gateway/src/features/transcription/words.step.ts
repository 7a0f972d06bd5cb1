import { vocabularyIn } from '@aisha/kinds';
import { PersonReader } from '@aisha/database/bot';
import { callback, toMenu } from '../../engine/conversation';
import { knowsWords } from './words.store';
import { goTo, loading, stay } from './recording/transcribe.draft';

const erase = callback('txt.words.no', {});
const back = callback('txt.words.back', {});

const { step, on, onText } = loading(
  async (readers, _, { person: { userId } }) => (await readers.of(PersonReader).findById(userId))?.words ?? [],
);

/** Asks for the person's own names and terms. Once typed, they are sent with every recording from then on. */
export const wordsStep = step({
  screen: (_, t, words) => ({
    text: t.askWords({ words: words.join(', ') || null }),
    buttons: [
      ...(words.length > 0 ? [[erase.button(t.eraseWords, {})]] : []),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    onText((draft, typed, { t }) => {
      const words = vocabularyIn(typed);
      return words ? goTo('confirm', draft, knowsWords(words)) : stay(draft, t.badWords);
    }),
    on(erase, (draft) => goTo('confirm', draft, knowsWords([]))),
    on(back, (draft) => goTo('confirm', draft)),
  ],
});
