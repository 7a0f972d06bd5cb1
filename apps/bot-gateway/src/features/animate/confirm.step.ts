import type { PictureId } from '@aisha/domain';
import { animateTexts, sentPhotoTexts, together } from '@aisha/words';
import { type Motion, MOTIONS } from '@aisha/kinds';
import { callback, count, flowKit, id, oneOf, optional, rowsOf } from '../../engine/conversation';
import { offered, offerScreen, readOffer, type OfferedDraft } from '../../orders/offer';
import type { OwnPictureDraft } from '../../orders/own-picture/own-picture';
import { acceptOffer } from '../../orders/place-order';
import { onSentPhoto } from '../../orders/sent-photo/photo.step';
import { inputOf, isPhotoGone, type SentPhotoDraft } from '../../orders/sent-photo/sent-photo';
import { animationOrder } from './animation.order';

/** A picture of ours, or a sent photo, that the person wants to animate. */
export interface AnimateDraft extends OfferedDraft, OwnPictureDraft, SentPhotoDraft {
  /** The motion; until the person chooses one, the quietest. */
  readonly motion?: Motion;
}

const { loading, on, goTo, stay, flow } = flowKit<AnimateDraft, 'photo' | 'picture' | 'looking' | 'confirm'>()(
  together(animateTexts, sentPhotoTexts),
);

export { flow };

const pictureId = optional(id<PictureId>());
/** The buttons carry the picture and the motion, so that they show their offer again when the person has left it. */
export const begin = callback('ani.start', { pictureId, motion: oneOf(MOTIONS), price: count() });
const back = callback('ani.back', {});
export const pickMotion = callback('ani.motion', { pictureId, motion: oneOf(MOTIONS) });

/** The number of buttons in a row: a narrow phone shows two buttons of two words each. */
const MOTIONS_IN_A_ROW = 2;
const [QUIETEST] = MOTIONS;

const { step } = loading((readers, { motion = QUIETEST }, moment) =>
  readOffer(readers, moment, { kind: 'animation', item: 'animation', units: 1, like: motion }),
);

/** What the screen's buttons name. */
const shownIn = ({ picture, motion = QUIETEST }: AnimateDraft) => ({ pictureId: picture?.id ?? null, motion });

/** Asks "What moves?", and shows the price and the button that orders the video. */
export const confirmStep = step({
  enter: (draft, context) => offered({ motion: QUIETEST, ...draft }, context),
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) => t.confirm({ price }),
      promise: t.promise,
      accept: (seen) => begin.button(t.start, { ...shownIn(draft), ...seen }),
      choices: rowsOf(
        MOTIONS.map((motion) =>
          pickMotion.button(t.motion({ motion, isChosen: motion === draft.motion }), {
            ...shownIn(draft),
            motion,
          }),
        ),
        MOTIONS_IN_A_ROW,
      ),
      back: back.button(t.back, {}),
    }),
  actions: [
    on(begin, (draft, { pictureId: shown, price }, context) => {
      const { motion = QUIETEST } = draft;
      if (shown !== shownIn(draft).pictureId) return goTo('confirm', draft);
      const input = inputOf(draft);
      if (!input) return goTo('photo', {});
      if (isPhotoGone(input, context.now)) return goTo('photo', { refusal: 'deleted' });
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
