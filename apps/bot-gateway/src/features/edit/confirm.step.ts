import { isDeepStrictEqual } from 'node:util';
import { beginningOf, callback, count } from '../../engine/conversation';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer } from '../../orders/place-order';
import { onSentPhoto } from '../../orders/sent-photo/photo.step';
import { isPhotoGone } from '../../orders/sent-photo/sent-photo';
import { isOfFacesLongAgo } from '../../callbacks/edit.callbacks';
import { editOrder } from './result/edit.order';
import { takeChange } from './change.step';
import { facesOf, goTo, inputOf, loading, namedBy, SUBJECT, subjectOf } from './edit.draft';

export const begin = callback('edt.start', { ...SUBJECT, price: count() });
const another = callback('edt.other', {});

/** How many characters of the sentence the name of its order shows. */
const NAME = 40;

const { step, on, onText } = loading(async (readers, draft, moment) => {
  const like = inputOf(draft)?.kind ?? 'picture';
  const [offer, isTooOld] = await Promise.all([
    readOffer(readers, moment, { kind: 'edit', item: 'edit', units: 1, like }),
    isOfFacesLongAgo(readers, draft, moment),
  ]);
  return { ...offer, isTooOld };
});

/** Shows the sentence, the price and the button that orders the change. A new sentence replaces the earlier one. */
export const confirmStep = step({
  enter: (draft, context) => offered(draft, context),
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) => t.confirm({ change: draft.change ?? '', price }),
      promise: t.promise,
      accept: (seen) => begin.button(t.start, { ...namedBy(draft), ...seen }),
      back: another.button(t.anotherChange, {}),
    }),
  readsEdits: true,
  actions: [
    on(begin, (draft, { price, ...pressed }, context) => {
      if (!isDeepStrictEqual(pressed, namedBy(draft))) return goTo('confirm', draft);
      const { change } = draft;
      const [input, faces] = [inputOf(draft), facesOf(draft)];
      const typed = change && { typed: change };
      if (!input) return goTo('photo', { ...typed });
      if (isPhotoGone(input, context.now)) return goTo('photo', { refusal: 'deleted', ...typed });
      if (context.data.isTooOld) {
        return { ...goTo('photo', { ...typed }), notice: context.t.facesTooOld };
      }
      if (!change) return goTo('change', subjectOf(draft));
      if (faces === undefined) return goTo('faces', { ...subjectOf(draft), typed: change });
      const order = () => ({ what: beginningOf(change, NAME), start: { input, change, faces } });
      return acceptOffer({ step: 'confirm', draft, context, price, view: editOrder, order });
    }),
    on(another, (draft) => goTo('change', subjectOf(draft))),
    onText((draft, text, { t }) => takeChange(draft, text, t)),
    ...onSentPhoto('edit'),
  ],
});
