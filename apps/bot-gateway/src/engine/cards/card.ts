import type { Language } from '@aisha/domain';
import type { DeliveryOptions } from '../deliveries/deliveries';
import type { Screen } from '../conversation/screen';

/** A kind of message that is edited in place while something goes on; each one has an id of its own (`order:<order id>`). */
export interface Card<State = unknown> {
  /** A wire name: the first part of the card's key. */
  readonly kind: string;
  /** What it looks like now. Pure. */
  readonly render: (state: State, language: Language) => Screen;
  /** How urgent this state is to be shown; `answer` unless said. Progress is told rarely. */
  readonly classOf?: (state: State) => NonNullable<DeliveryOptions['class']>;
  /** Whether nothing follows this state: it is shown at once, whenever the card was drawn last. */
  readonly isLast?: (state: State) => boolean;
  /** How many milliseconds the first drawing waits for the next one to become one with it; 0 unless said. */
  readonly foldMs?: (state: State) => number;
}

/**
 * @example
 * export const orderCard = defineCard<OrderCardState>('order', (state, language) => ({
 *   text: orderTexts[language].progress(state.fraction),
 *   buttons: [[cancelOrder.button(orderTexts[language].cancel, { orderId: state.orderId })]],
 * }));
 */
export const defineCard = <State>(
  kind: string,
  render: Card<State>['render'],
  options: Pick<Card<State>, 'classOf' | 'isLast' | 'foldMs'> = {},
): Card<State> => ({ kind, render, ...options });

export const cardKey = (card: { readonly kind: string }, id: string): string => `${card.kind}:${id}`;
