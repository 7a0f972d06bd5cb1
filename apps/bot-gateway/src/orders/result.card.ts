import { centiCredits, type Language } from '@aisha/domain';
import { ORDER_KIND, type OrderKind } from '@aisha/kinds';
import { defineCard, type Card } from '../engine/cards/card';
import {
  html,
  joined,
  MOST_BUTTONS,
  rowsOf,
  toMenu,
  type Button,
  type Html,
  type Screen,
} from '../engine/conversation';
import { openReceipt } from './open-receipt.callback';
import type { OrderKindView } from './order-kind';
import { failureText, orderTexts, shareTexts } from '@aisha/words';
import type { ReceiptState, ResultCardState } from './result.state';
import { sharePicture } from './share-result.callback';
import { openTopUp } from './top-up.callback';
import { unfoldResult } from './unfold-result.callback';

/** How many buttons with a number a phone shows side by side. */
export const PLACES_IN_A_ROW = 8;

/** How long a result waits for its receipt, which billing still has to send, in milliseconds. */
const RECEIPT_WAIT_MS = 1_500;

/** The kind of the card with which every order ends. */
export const RESULT_CARD = 'result';

/** The card with which every order ends. It always says what happened to the credits. */
export const resultCard = (view: OrderKindView): Card<ResultCardState> =>
  defineCard(RESULT_CARD, (state, language) => draw(state, view, language), {
    classOf: () => 'result',
    // The card waits for its receipt, which usually comes within a second, so that one message shows the result and the receipt.
    foldMs: ({ receipt, outcome, ...state }) =>
      receipt || isAsking(state) || outcome.type === 'refused' ? 0 : RECEIPT_WAIT_MS,
    isLast: ({ receipt }) => receipt !== null,
  });

/** Whether the card shows another view than the receipt: a question about deletion, marks or sharing, or the details. */
const isAsking = ({ removal, marking, details, sharing }: Asking): boolean =>
  Boolean(removal ?? marking ?? details ?? sharing);
type Asking = Pick<ResultCardState, 'removal' | 'marking' | 'details' | 'sharing'>;

/** The question which of the pictures to share. Its last button leads back to the buttons behind «⋯», where «📤» is. */
const askWhich = ({ kind, orderId }: ResultCardState, places: readonly number[], language: Language): Screen => {
  const each = places.map((place) => sharePicture.button(String(place + 1), { kind, orderId, place }));
  const back = unfoldResult.button(orderTexts[language].fewer, { kind, orderId, isOpen: 'yes' });
  return { text: shareTexts[language].which, buttons: [...rowsOf(each, PLACES_IN_A_ROW), [back]] };
};

/**
 * The buttons below a delivered result. Unfolded: the buttons behind «⋯», the receipt and the menu. Folded: the kind's buttons and the menu.
 * The menu is beside «⋯» when «⋯» is alone in the last row, otherwise in a row of its own. If the kind has «⋯» and its buttons fill the
 * screen, the menu is only behind «⋯».
 */
function buttonsOf(
  state: ResultCardState,
  { moreButtons, resultButtons }: OrderKindView,
  language: Language,
  home: Button[],
): Button[][] {
  const hasMore = moreButtons !== undefined && !isAsking(state);
  if (hasMore && state.isUnfolded) {
    const { kind, orderId } = state;
    const fewer = unfoldResult.button(orderTexts[language].fewer, { kind, orderId, isOpen: 'no' });
    const receipt = openReceipt.button(orderTexts[language].toReceipt, { orderId });
    return [...moreButtons(state, language), [fewer, receipt, ...home]];
  }
  const shown = [...resultButtons(state, language)];
  if (hasMore && shown.flat().length >= MOST_BUTTONS) return shown;
  const last = shown.at(-1);
  return last?.length === 1 && isMore(last[0]!) ? [...shown.slice(0, -1), [...last, ...home]] : [...shown, home];
}

const isMore = (button: Button): boolean => 'data' in button && unfoldResult.isOf(button.data);

/**
 * Says that a part of the order is missing in its result. A kind that does not count its parts says so only when there is a reason: a part
 * of a recording without speech is not missing.
 */
function partlyText(
  kind: OrderKind,
  { delivered, of, reason = null }: ReceiptState,
  { incomplete }: OrderKindView,
  language: Language,
): Html | false {
  if (delivered === 0 || delivered >= of) return false;
  const isCancelled = reason === 'cancelled-by-user';
  if (ORDER_KIND[kind].tellsParts) return html`${orderTexts[language].partly({ delivered, of, isCancelled })}`;
  return reason !== null && incomplete !== undefined && incomplete[language]({ isCancelled });
}

function draw(state: ResultCardState, view: OrderKindView, language: Language): Screen {
  const t = orderTexts[language];
  const title = t.title({ kind: view.title[language], what: state.what || null });
  const { outcome, receipt } = state;
  const home: Button[] = [toMenu.button(t.menu, {})];
  const receiptLine = receipt
    ? t.receipt({
        held: centiCredits(receipt.held),
        charged: centiCredits(receipt.charged),
        released: centiCredits(receipt.released),
        availableAfter: centiCredits(receipt.availableAfter),
        isWhole: receipt.released === receipt.held,
        isFirstOfDay: (receipt.freeUnits ?? 0) > 0,
      })
    : t.receiptComing;
  switch (outcome.type) {
    case 'delivered':
      if (state.sharing) return askWhich(state, state.sharing.places, language);
      return {
        text: joined([
          view.delivered[language](state.what, state),
          receipt && partlyText(state.kind, receipt, view, language),
          !isAsking(state) && receiptLine,
        ]),
        buttons: buttonsOf(state, view, language, home),
      };
    case 'failed': {
      // The units that were charged may all have been free ones.
      const isCharged = outcome.isCharged && receipt?.charged !== '0';
      return {
        text: joined([title, failureText(language, outcome.code, isCharged ? 'undelivered' : 'nothing'), receiptLine]),
        buttons: [...view.retryButtons(state, language), home],
      };
    }
    case 'refused': {
      const price = centiCredits(outcome.price);
      return {
        text: joined([
          title,
          failureText(language, outcome.code),
          outcome.code === 'not-enough-credits' && t.shortBy({ price, available: centiCredits(outcome.available) }),
          outcome.code === 'price-changed' && t.newPrice({ price }),
          outcome.maxOpenOrders !== undefined && t.mostAtOnce({ orders: outcome.maxOpenOrders }),
          html`🧾 ${t.nothingCharged}`,
        ]),
        buttons: [...(outcome.code === 'not-enough-credits' ? [[openTopUp.button(t.topUp, {})]] : []), home],
      };
    }
  }
}
