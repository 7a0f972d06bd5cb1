import { centiCredits } from '@aisha/domain';
import { defineCard, type Card } from '../../engine/cards/card';
import { toMenu, type Button } from '../../engine/conversation';
import { balanceTexts } from '@aisha/words';

/** What became of a payment. JSON: amounts in hundredths of a credit as text. */
export type PurchaseState = { readonly chargeId: string } & (
  | { readonly phase: 'paid' | 'delayed' | 'fits-no-pack' }
  | {
      readonly phase: 'credited';
      readonly credited: string;
      readonly availableAfter: string;
      readonly debtPaid: string;
      /** The order that waited for the credits is shown below. */
      readonly leadsBack: boolean;
    }
);

/** One message per payment, edited from the thanks to the credits. `resume` leads to a draft that waits for them. */
export const purchaseCard = (resume: readonly Button[] = []): Card<PurchaseState> =>
  defineCard(
    'purchase',
    (state, language) => {
      const t = balanceTexts[language];
      const home = [toMenu.button(t.menu, {})];
      switch (state.phase) {
        case 'paid':
          return { text: t.paid };
        case 'delayed':
          return { text: t.creditsDelayed({ payment: state.chargeId }), buttons: [home] };
        case 'fits-no-pack':
          return { text: t.paidInVain({ payment: state.chargeId }), buttons: [home] };
        case 'credited': {
          const { credited, availableAfter, debtPaid, leadsBack } = state;
          return {
            text: t.purchased({
              amount: centiCredits(credited),
              available: centiCredits(availableAfter),
              debtPaid: centiCredits(debtPaid),
            }),
            buttons: leadsBack ? [] : [...resume.map((button) => [button]), home],
          };
        }
      }
    },
    { classOf: ({ phase }) => (phase === 'paid' ? 'answer' : 'result'), isLast: ({ phase }) => phase !== 'paid' },
  );

/** The person was told to wait: news about it comes as a new message, which they hear. */
export const wasDelayed = ({ phase }: PurchaseState): boolean => phase === 'delayed' || phase === 'fits-no-pack';
