import type { ProgressStep, WaitReason } from '@aisha/contracts/bot-gateway';
import { centiCredits, type OrderId, partOf, type CentiCredits } from '@aisha/domain';
import { ORDER_KIND, type OrderKind } from '@aisha/kinds';
import { defineCard, type Card } from '../engine/cards/card';
import { joined } from '../engine/conversation';
import { cancelOrder } from './cancel-order.callback';
import type { OrderKindView } from './order-kind';
import { orderTexts } from '@aisha/words';
import type { ReceiptState, ResultCardState } from './result.state';

/** The state of a running order's card. It is JSON, so amounts are texts in hundredths of a credit. */
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
    /** How many units are finished (`made`), of how many (`of`), for an order of several requests. */
    readonly made?: number | null;
    readonly of?: number | null;
    readonly secondsLeft: number | null;
    /** How many of the seconds in `secondsLeft` pass before the order's turn in our queue. */
    readonly waitSeconds?: number | null;
    /** Whether the person can still cancel the order. */
    readonly mayCancel: boolean;
    /** The reason why the order is not taken from the queue; null if it only waits for its turn. */
    readonly waitsFor: WaitReason | null;
    /** The ISO time of this progress. Older progress changes nothing. */
    readonly at: string;
  } | null;
  /** A receipt that came before the result; the result card shows it. */
  readonly receipt: ReceiptState | null;
  /** A likeness that came before the result; the result card shows it. */
  readonly likeness?: NonNullable<ResultCardState['likeness']>;
}

export const isOver = (phase: OrderCardState['phase']): boolean =>
  phase === 'done' || phase === 'failed' || phase === 'cancelled' || phase === 'refused';

/** Whether the card offers a cancel. */
export const mayBeCancelled = ({ phase, progress }: OrderCardState): boolean =>
  phase === 'accepted' || (phase === 'running' && progress?.mayCancel !== false);

export const acceptedOrder = (order: Pick<OrderCardState, 'orderId' | 'kind' | 'what' | 'price'>): OrderCardState => ({
  ...order,
  phase: 'accepted',
  progress: null,
  receipt: null,
});

export const ORDER_CARD = 'order';

/**
 * The least time between two edits of the card of an order at work, in milliseconds. It is shorter than for waiting orders, because only as
 * many orders are at work as the provider has slots.
 */
const AT_WORK_INTERVAL_MS = 5_000;

/** Steps whose name the card of an order of several requests does not show, because the count of finished units says more. */
const COUNT_SAYS_IT: readonly ProgressStep[] = ['preparing', 'at-provider-queue', 'working', 'collecting'];
/**
 * Steps at which the whole order is finished, or is being cancelled. The card offers no cancel then, and need not say that it is too late
 * for a cancel.
 */
const WITHOUT_CANCEL: readonly ProgressStep[] = ['comparing', 'redrawing', 'cancelled'];
const isCounted = <P extends { made?: number | null; of?: number | null }>(
  progress: P,
): progress is P & { made: number; of: number } => Boolean(progress.made && progress.of);

/** How an order would end if the person cancelled it now. */
interface CancelEnd {
  /** The credits that come back; null when the amount is unknown before the order has ended. */
  readonly back: CentiCredits | null;
  /** How many units are finished; they are delivered and charged. Null when none is finished. */
  readonly made: number | null;
  readonly of: number;
  readonly charged: CentiCredits;
}

/** The result of a cancel at this moment: units that are already finished are delivered and charged. */
export function endOfCancel({ kind, price: held, progress }: OrderCardState): CancelEnd {
  const price = centiCredits(held);
  if (progress && isCounted(progress)) {
    const { made, of } = progress;
    const charged = partOf(price, made, of);
    return { back: centiCredits(price - charged), made, of, charged };
  }
  // The finished part of a cancelled recording is delivered and charged. Only the worker knows how large that part is, so no amount is
  // named.
  const isPartly = ORDER_KIND[kind].endsInParts && Boolean(progress?.fraction);
  return { back: isPartly ? null : price, made: null, of: 0, charged: centiCredits(0n) };
}

const BAR_LENGTH = 12;
const bar = (fraction: number): string => {
  const full = Math.round(fraction * BAR_LENGTH);
  return `${'▰'.repeat(full)}${'▱'.repeat(BAR_LENGTH - full)} ${Math.round(fraction * 100)}%`;
};

/**
 * The message of a running order. It has the step, the position, a bar, the time left, and a cancel button that says what comes back. Once
 * the order is over, its result card replaces this one.
 */
export const orderCard = ({
  title: titles,
  preparing,
}: Pick<OrderKindView, 'title' | 'preparing'>): Card<OrderCardState> =>
  defineCard(
    ORDER_CARD,
    (state, language) => {
      const t = orderTexts[language];
      const title = t.title({ kind: titles[language], what: state.what || null });
      const price = centiCredits(state.price);
      const end = endOfCancel(state);
      const cancel = [[cancelOrder.button(t.cancel({ back: end.back }), { orderId: state.orderId })]];
      switch (state.phase) {
        case 'accepted':
          return { text: joined([title, t.accepted]), buttons: cancel };
        case 'running': {
          const { progress } = state;
          return {
            text: joined([
              title,
              progress && isCounted(progress) && t.made({ made: progress.made, of: progress.of }),
              progress &&
                !(isCounted(progress) && COUNT_SAYS_IT.includes(progress.step)) &&
                (progress.waitsFor
                  ? t.waits({ reason: progress.waitsFor, isFree: price === 0n })
                  : t.step({ step: progress.step, preparing: preparing[language], isFree: price === 0n })),
              progress?.ahead != null &&
                (progress.step === 'at-provider-queue' ? t.aheadAtProvider : t.ahead)({ count: progress.ahead }),
              progress?.fraction != null && bar(progress.fraction),
              progress?.waitSeconds
                ? t.begins({
                    wait: progress.waitSeconds,
                    takes: progress.secondsLeft && progress.secondsLeft - progress.waitSeconds,
                  })
                : progress?.secondsLeft != null && t.left({ seconds: progress.secondsLeft }),
              t.held({ amount: price }),
              progress?.mayCancel === false && !WITHOUT_CANCEL.includes(progress.step) && t.noLateCancel,
            ]),
            buttons: progress?.mayCancel === false ? [] : cancel,
          };
        }
        case 'cancelling':
          return { text: joined([title, t.cancelling, t.afterCancel(end)]) };
        case 'done':
        case 'failed':
        case 'cancelled':
        case 'refused':
          return { text: title };
      }
    },
    {
      classOf: ({ phase }) => (isOver(phase) ? 'result' : phase === 'running' ? 'progress' : 'answer'),
      isLast: ({ phase }) => isOver(phase),
      progressIntervalMs: ({ progress }) => (progress?.step === 'working' ? AT_WORK_INTERVAL_MS : undefined),
      isGone: ({ phase }) => isOver(phase),
    },
  );
