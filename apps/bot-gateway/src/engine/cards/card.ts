import type { Language } from '@aisha/domain';
import type { DeliveryClass } from '../deliveries/deliveries';
import type { Screen } from '../conversation/screen';

/** A kind of message that is edited in place while something goes on; each one has an id of its own (`order:<order id>`). */
export interface Card<State = unknown> {
  /** A wire name: the first part of the card's key. */
  readonly kind: string;
  /** What it looks like now. Pure. */
  readonly render: (state: State, language: Language) => Screen;
  /** `interactive` unless said. */
  readonly class?: DeliveryClass;
  /** Whether nothing follows this state: it is shown at once, not at the pace of what goes on. */
  readonly isLast?: (state: State) => boolean;
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
  options: Pick<Card<State>, 'class' | 'isLast'> = {},
): Card<State> => ({ kind, render, ...options });

export const cardKey = (card: { readonly kind: string }, id: string): string => `${card.kind}:${id}`;
