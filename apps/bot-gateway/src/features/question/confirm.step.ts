import { questionIn, textUnitsOf } from '@aisha/kinds';
import { beginningOf, callback, count } from '../../engine/conversation';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer } from '../../orders/place-order';
import { goTo, loading, stay } from './question.draft';
import { questionOrder } from './question.order';
import { ChangedTranscripts } from '../../readers';

const begin = callback('ask.start', { price: count() });
const back = callback('ask.back', {});

/** How many characters of a question the name of its order shows. */
const NAME = 60;

const { step, on, onText } = loading(async (readers, { transcriptId }, context) => {
  const { userId } = context.person;
  const transcript = transcriptId ? await readers.of(ChangedTranscripts).find(userId, transcriptId) : null;
  const units = textUnitsOf(transcript?.content.length ?? 0);
  return readOffer(readers, context, { kind: 'question', item: 'question', units, like: `${units}` });
});

/** Shows the question, what its answer costs, and the button that orders it. */
export const confirmStep = step({
  enter: offered,
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) =>
        t.confirm({
          question: draft.question ?? '',
          isToAll: draft.transcriptId === undefined,
          units: data.quote.units,
          price,
        }),
      promise: t.promise,
      accept: (seen) => begin.button(t.start, seen),
      back: back.button(t.back, {}),
    }),
  readsEdits: true,
  actions: [
    on(begin, (draft, { price }, context) => {
      const { transcriptId = null, question } = draft;
      if (!question) return goTo('ask', draft);
      return acceptOffer({
        step: 'confirm',
        draft,
        context,
        price,
        view: questionOrder,
        order: ({ units }) => ({
          what: beginningOf(question, NAME),
          start: { transcriptId, question, units },
        }),
      });
    }),
    onText((draft, text, { t }) => {
      const question = questionIn(text);
      return question ? goTo('confirm', { ...draft, question }) : stay(draft, t.badQuestion);
    }),
    on(back, (draft) => goTo('ask', draft)),
  ],
});
