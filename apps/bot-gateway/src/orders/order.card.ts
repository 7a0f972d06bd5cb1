import type { ProgressStep, WaitReason } from '@aisha/contracts/bot-gateway';
import { centiCredits, type OrderId, type OrderKind } from '@aisha/domain';
import { defineCard, type Card } from '../engine/cards/card';
import { joined } from '../engine/conversation';
import { cancelOrder } from './cancel-order.callback';
import type { OrderKindView } from './order-kind';
import { orderTexts } from './order.texts';
import type { ReceiptState } from './result.state';

/** The state of a running order's card. JSON: amounts in hundredths of a credit as text. */
export interface OrderCardState {
  readonly orderId: OrderId;
  readonly kind: OrderKind;
  /** The order in the person's words: an avatar's name, an idea. */
  readonly what: string;
  readonly price: string;
  readonly phase: 'accepted' | 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled' | 'refused';
  readonly progress: {
    readonly step: ProgressStep;
    readonly ahead: number | null;
    readonly fraction: number | null;
    readonly secondsLeft: number | null;
    /** False once the person can no longer cancel it. */
    readonly mayCancel: boolean;
    /** Why it is not taken from the queue; null if it is only not its turn. */
    readonly waitsFor: WaitReason | null;
    /** ISO; an older one changes nothing. */
    readonly at: string;
  } | null;
  /** A receipt that came before the result; the result card shows it. */
  readonly receipt: ReceiptState | null;
}

export const isOver = (phase: OrderCardState['phase']): boolean =>
  phase === 'done' || phase === 'failed' || phase === 'cancelled' || phase === 'refused';

export const acceptedOrder = (order: Pick<OrderCardState, 'orderId' | 'kind' | 'what' | 'price'>): OrderCardState => ({
  ...order,
  phase: 'accepted',
  progress: null,
  receipt: null,
});

export const ORDER_CARD = 'order';

const BAR_LENGTH = 12;
const bar = (fraction: number): string => {
  const full = Math.round(fraction * BAR_LENGTH);
  return `${'▰'.repeat(full)}${'▱'.repeat(BAR_LENGTH - full)} ${Math.round(fraction * 100)}%`;
};

/** One message per running order: step, position, bar, time left, and a cancel button that says what comes back. */
export const orderCard = ({ title: titles }: Pick<OrderKindView, 'title'>): Card<OrderCardState> =>
  defineCard(
    ORDER_CARD,
    (state, language) => {
      const t = orderTexts[language];
      const title = t.title(titles[language], state.what);
      const price = centiCredits(state.price);
      const cancel = [[cancelOrder.button(t.cancel(price), { orderId: state.orderId })]];
      switch (state.phase) {
        case 'accepted':
          return { text: joined([title, t.accepted]), buttons: cancel };
        case 'running': {
          const { progress } = state;
          return {
            text: joined([
              title,
              progress && (progress.waitsFor ? t.waits(progress.waitsFor) : t.step(progress.step)),
              progress?.ahead != null && t.ahead(progress.ahead),
              progress?.fraction != null && bar(progress.fraction),
              progress?.secondsLeft != null && t.left(progress.secondsLeft),
              t.held(price),
              progress?.mayCancel === false && t.noLateCancel,
            ]),
            buttons: progress?.mayCancel === false ? [] : cancel,
          };
        }
        case 'cancelling':
          return { text: joined([title, t.cancelling]) };
        case 'done':
        case 'failed':
        case 'cancelled':
        case 'refused':
          return { text: joined([title, t[state.phase]]) };
      }
    },
    {
      classOf: ({ phase }) => (isOver(phase) ? 'result' : phase === 'running' ? 'progress' : 'answer'),
      isLast: ({ phase }) => isOver(phase),
    },
  );
