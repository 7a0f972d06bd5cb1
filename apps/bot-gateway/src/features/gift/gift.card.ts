import { GIFT_ENDS, type GiftEnd, type GiftOutcome } from '@aisha/domain';
import { giftTexts } from '@aisha/words';
import { type Card, defineCard } from '../../engine/cards/card';
import type { Screen } from '../../engine/conversation';

/** What a giver knows of their gift: nothing yet, or the outcome. */
type GiftState =
  | { readonly phase: 'making' }
  | {
      readonly phase: 'told';
      readonly outcome: GiftOutcome;
      /** How often the giver has followed the link of the gift. */
      readonly follows?: number;
    };

export const isGiftEnd = (outcome: GiftOutcome): outcome is GiftEnd => GIFT_ENDS.some((end) => end === outcome);

/** A change that leaves a gift that is over as it is shown, because the news of a gift may come in another order than it happened. */
export const unlessOver =
  (change: (shown: GiftState | undefined) => GiftState) =>
  (shown: GiftState | undefined): GiftState =>
    shown?.phase === 'told' && isGiftEnd(shown.outcome) ? shown : change(shown);

/**
 * The giver's message about a gift: first that it is being made, then `told`, what came of it. When nobody can open the gift any more, the
 * message has neither the link nor buttons.
 */
export const giftCard = (told?: Screen): Card<GiftState> =>
  defineCard<GiftState>(
    'gift',
    (state, language) => {
      const t = giftTexts[language];
      if (state.phase === 'making') return { text: t.making };
      const { outcome } = state;
      return isGiftEnd(outcome) ? { text: t.over({ outcome }) } : (told ?? { text: t.making });
    },
    { classOf: ({ phase }) => (phase === 'told' ? 'result' : 'answer'), isLast: ({ phase }) => phase === 'told' },
  );
