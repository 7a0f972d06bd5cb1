import type { Refusal } from '@aisha/contracts/bot-gateway';
import {
  centiCredits,
  type AvatarId,
  type ErrorCode,
  type OrderId,
  type Language,
  type OrderKind,
} from '@aisha/domain';
import { defineCard } from '../engine/cards/card';
import { html, joined, toMenu, type Button, type Screen } from '../engine/conversation';
import { openTopUp } from '../features/balance/balance.callbacks';
import { failureTexts } from './failure.texts';
import { orderTexts } from './order.texts';
import { RESULT_BUTTONS, RETRY_BUTTONS, resultTexts } from './results';

/** How an order was settled. JSON: amounts in hundredths of a credit as text. */
export interface ReceiptState {
  readonly held: string;
  readonly charged: string;
  readonly released: string;
  readonly availableAfter: string;
  readonly delivered: number;
  readonly of: number;
}

export type ResultOutcome =
  | { readonly type: 'delivered'; readonly avatarId: AvatarId | null }
  | { readonly type: 'failed'; readonly code: ErrorCode }
  | {
      readonly type: 'refused';
      readonly code: Refusal;
      readonly price: string;
      readonly available: string;
    };

/** What the message under a result tells: what came of the order, what it cost, what can be done with it. */
export interface ResultCardState {
  readonly orderId: OrderId;
  readonly kind: OrderKind;
  readonly what: string;
  readonly outcome: ResultOutcome;
  readonly receipt: ReceiptState | null;
}

/** Every order ends in one of these, and every one of them says what became of the credits. */
export const resultCard = defineCard<ResultCardState>('result', draw, { class: 'result' });

function draw(state: ResultCardState, language: Language): Screen {
  const t = orderTexts[language];
  const { outcome, receipt } = state;
  const home: Button[] = [toMenu.button(t.menu, {})];
  const receiptLine = receipt
    ? t.receipt({
        held: centiCredits(receipt.held),
        charged: centiCredits(receipt.charged),
        released: centiCredits(receipt.released),
        availableAfter: centiCredits(receipt.availableAfter),
      })
    : t.receiptComing;
  switch (outcome.type) {
    case 'delivered':
      return {
        text: joined([
          resultTexts[language][state.kind](state.what),
          receipt &&
            receipt.delivered > 0 &&
            receipt.delivered < receipt.of &&
            state.kind === 'generation' &&
            t.partly(receipt.delivered, receipt.of),
          receiptLine,
        ]),
        buttons: [...RESULT_BUTTONS[state.kind](state, language), home],
      };
    case 'failed':
      return {
        text: joined([t.title(state.kind, state.what), failureTexts[language][outcome.code], receiptLine]),
        buttons: [...RETRY_BUTTONS[state.kind](state, language), home],
      };
    case 'refused': {
      const price = centiCredits(outcome.price);
      return {
        text: joined([
          t.title(state.kind, state.what),
          failureTexts[language][outcome.code],
          outcome.code === 'not-enough-credits' && t.shortBy(price, centiCredits(outcome.available)),
          outcome.code === 'price-changed' && t.newPrice(price),
          html`🧾 ${t.nothingCharged}`,
        ]),
        buttons: [...(outcome.code === 'not-enough-credits' ? [[openTopUp.button(t.topUp, {})]] : []), home],
      };
    }
  }
}
