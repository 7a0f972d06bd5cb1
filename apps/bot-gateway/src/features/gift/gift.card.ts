import type { GiftOutcome } from '@aisha/domain';
import { giftTexts } from '@aisha/words';
import { type Card, defineCard } from '../../engine/cards/card';
import type { Screen } from '../../engine/conversation';

/** What a giver knows of the gift that they are making: nothing yet, or the outcome. */
type GiftState = { readonly phase: 'making' } | { readonly phase: 'told'; readonly outcome: GiftOutcome };

/** The message about a gift that is being made; it is edited into `told`, what came of it. */
export const giftCard = (told?: Screen): Card<GiftState> =>
  defineCard(
    'gift',
    ({ phase }, language) => (phase === 'told' && told ? told : { text: giftTexts[language].making }),
    { classOf: ({ phase }) => (phase === 'told' ? 'result' : 'answer'), isLast: ({ phase }) => phase === 'told' },
  );
