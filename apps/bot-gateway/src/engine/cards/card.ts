import type { Language } from '@aisha/domain';
import type { DeliveryOptions, GroupPlace } from '../deliveries/deliveries';
import type { Screen } from '../screen/screen';

/** A kind of message that the bot edits in place while work goes on. Each card has its own id (`order:<order id>`). */
export interface Card<State = unknown> {
  /** The kind's name on the wire: the first part of the card's key. */
  readonly kind: string;
  /** Draws the state. The function is pure. */
  readonly render: (state: State, language: Language) => Screen;
  /** How urgent the drawing of this state is; `answer` by default. Drawings with `progress` are sent more rarely. */
  readonly classOf?: (state: State) => NonNullable<DeliveryOptions['class']>;
  /** Whether this is the last state: it is shown at once, without the card's interval. */
  readonly isLast?: (state: State) => boolean;
  /** The shortest interval between two drawings of progress in this state, for states that few cards have at the same time. */
  readonly progressIntervalMs?: (state: State) => number | undefined;
  /** Whether the state is not drawn, so that no message shows it. */
  readonly isGone?: (state: State) => boolean;
  /** The group in which the card is shown; the person's own chat unless given. */
  readonly groupOf?: (state: State) => GroupPlace;
  /** How many milliseconds the first drawing waits so that the next one can replace it; 0 by default. */
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
  options: Pick<Card<State>, 'classOf' | 'isLast' | 'isGone' | 'progressIntervalMs' | 'foldMs' | 'groupOf'> = {},
): Card<State> => ({ kind, render, ...options });

export const cardKey = (card: { readonly kind: string }, id: string): string => `${card.kind}:${id}`;
