import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { questionIn, textUnitsOf } from '@aisha/kinds';
import { beginningOf, callback, finish } from '../../engine/conversation';
import { offered, offerScreen, readOffer, notTaken, taken } from '../../orders/offer';
import { placeOrder } from '../../orders/place-order';
import { anew, goTo, loading, stay } from './question.draft';
import { questionOrder } from './question.order';

const begin = callback('ask.start', {});
const back = callback('ask.back', {});

/** Characters of a question in the name of its order. */
const NAME = 60;

const { step, on, onText } = loading(async (readers, { transcriptId }, context) => {
  const { userId } = context.person;
  const transcript = transcriptId ? await readers.transcripts.find(userId, transcriptId) : null;
  const units = textUnitsOf(transcript?.content.length ?? 0);
  return readOffer(readers, context, { kind: 'question', item: 'question', units, like: `${units}` });
});

/** The question, what its answer costs, and the button that orders it. */
export const confirmStep = step({
  enter: offered,
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) => t.confirm(draft.question ?? '', draft.transcriptId === undefined, data.quote.units, price),
      promise: t.promise,
      accept: begin.button(t.start, {}),
      back: back.button(t.back, {}),
    }),
  actions: [
    on(begin, (draft, _, context) => {
      const { person } = context;
      const { transcriptId = null, question } = draft;
      if (!question) return goTo('ask', draft);
      const offer = taken(draft, context);
      if (!offer) return anew('confirm', draft, notTaken(context));
      const { quote, orderId } = offer;
      const order = { orderId, userId: person.userId };
      const asked = { ...order, transcriptId, question, units: quote.units };
      const start = message(transcriberInbox, 'start-question', asked);
      const what = beginningOf(question, NAME);
      return finish(undefined, ...placeOrder({ ...order, view: questionOrder, what, quote, start }));
    }),
    onText((draft, text, { t }) => {
      const question = questionIn(text);
      return question ? goTo('confirm', { ...draft, question }) : stay(draft, t.badQuestion);
    }),
    on(back, (draft) => goTo('ask', draft)),
  ],
});
