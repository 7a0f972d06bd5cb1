import { asChange, CHANGE_LENGTH } from '@aisha/kinds';
import type { editTexts, TextsOf } from '@aisha/words';
import { callback, oneOf, rowsOf, toMenu } from '../../engine/conversation';
import { onSentPhoto } from '../../orders/sent-photo/photo.step';
import {
  facesOf,
  goTo,
  inputOf,
  namedBy,
  on,
  onText,
  stay,
  step,
  SUBJECT,
  subjectOf,
  type EditDraft,
} from './edit.draft';

/** The sentences that the person can choose with a button. */
const SUGGESTIONS = ['glasses', 'evening', 'suit', 'snow'] as const;
/** How many buttons a row has: a narrow phone shows two buttons of two or three words side by side. */
const IN_A_ROW = 2;

export const suggest = callback('edt.say', { suggestion: oneOf(SUGGESTIONS), ...SUBJECT });
const back = callback('edt.back', {});

/**
 * Accepts a typed sentence, or says why it cannot be used. Then asks for the picture if none is chosen. Asks whether everybody in a photo
 * agrees if the person still has to say so. Otherwise shows the price.
 */
export const takeChange = (draft: EditDraft, typed: string, t: TextsOf<typeof editTexts>) => {
  const change = asChange(typed);
  if (!change) return stay(draft, t.badChange({ length: typed.length, isTooLong: typed.length > CHANGE_LENGTH.max }));
  if (!inputOf(draft)) return goTo('photo', { typed: change });
  return facesOf(draft) === undefined
    ? goTo('faces', { ...draft, typed: change })
    : goTo('confirm', { ...subjectOf(draft), change });
};

/** Asks "What should change?". The answer is one sentence in any language. */
export const changeStep = step({
  screen: (draft, t) => ({
    text: t.change,
    buttons: [
      ...rowsOf(
        SUGGESTIONS.map((suggestion) =>
          suggest.button(t.suggestion({ suggestion }), { ...namedBy(draft), suggestion }),
        ),
        IN_A_ROW,
      ),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    onText((draft, text, { t }) => takeChange(draft, text, t)),
    on(suggest, (draft, { suggestion }, { t }) => takeChange(draft, t.suggestion({ suggestion }), t)),
    on(back, (draft) => (draft.from ? goTo('picture', { from: draft.from }) : goTo('photo', {}))),
    ...onSentPhoto('edit'),
  ],
});
