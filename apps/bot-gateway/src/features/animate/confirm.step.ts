import { animateTexts, sentPhotoTexts, together } from '@aisha/words';
import { type Motion, MOTIONS } from '@aisha/kinds';
import { callback, count, flowKit, oneOf, rowsOf } from '../../engine/conversation';
import { offered, offerScreen, readOffer, type OfferedDraft } from '../../orders/offer';
import type { OwnPictureDraft } from '../../orders/own-picture/own-picture';
import { acceptOffer } from '../../orders/place-order';
import { onSentPhoto } from '../../orders/sent-photo/photo.step';
import { inputOf, type SentPhotoDraft } from '../../orders/sent-photo/sent-photo';
import { animationOrder } from './animation.order';

/** A picture of ours, or a sent photo, that the person wants to animate. */
interface AnimateDraft extends OfferedDraft, OwnPictureDraft, SentPhotoDraft {
  /** The motion; until the person chooses one, the quietest. */
  readonly motion?: Motion;
}

const { loading, on, goTo, stay, flow } = flowKit<AnimateDraft, 'photo' | 'picture' | 'looking' | 'confirm'>()(
  together(animateTexts, sentPhotoTexts),
);

export { flow };

const begin = callback('ani.start', { price: count() });
const back = callback('ani.back', {});
const pickMotion = callback('ani.motion', { motion: oneOf(MOTIONS) });

/** The number of buttons in a row: a narrow phone shows two buttons of two words each. */
const MOTIONS_IN_A_ROW = 2;
const [QUIETEST] = MOTIONS;

const { step } = loading((readers, { motion = QUIETEST }, moment) =>
  readOffer(readers, moment, { kind: 'animation', item: 'animation', units: 1, like: motion }),
);

/** Asks "What moves?", and shows the price and the button that orders the video. */
export const confirmStep = step({
  enter: (draft, context) => offered({ motion: QUIETEST, ...draft }, context),
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) => t.confirm({ price }),
      promise: t.promise,
      accept: (seen) => begin.button(t.start, seen),
      choices: rowsOf(
        MOTIONS.map((motion) => pickMotion.button(t.motion({ motion, isChosen: motion === draft.motion }), { motion })),
        MOTIONS_IN_A_ROW,
      ),
      back: back.button(t.back, {}),
    }),
  actions: [
    on(begin, (draft, { price }, context) => {
      const { motion = QUIETEST } = draft;
      const input = inputOf(draft);
      if (!input) return goTo('photo', {});
      const order = () => ({ what: context.t.what({ motion }), start: { input, motion } });
      return acceptOffer({ step: 'confirm', draft, context, price, view: animationOrder, order });
    }),
    on(pickMotion, (draft, { motion }) =>
      draft.motion === motion ? stay(draft) : goTo('confirm', { ...draft, motion }),
    ),
    on(back, (draft) => (draft.from ? goTo('picture', draft) : goTo('photo', {}))),
    ...onSentPhoto('animate'),
  ],
});
