import type { OrderId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { callback, type CallbackButton, id, MORE, oneOf, word } from '../engine/conversation';

/** Shows the rest of a result's buttons in the same message, or the first buttons again. */
export const unfoldResult = callback('res.more', {
  kind: word(),
  orderId: id<OrderId>(),
  isOpen: oneOf(['no', 'yes']),
});

/** The button to the rest of a result's buttons. Each kind with `moreButtons` decides where the button is. */
export const moreOfResult = (kind: OrderKind, orderId: OrderId): CallbackButton =>
  unfoldResult.button(MORE, { kind, orderId, isOpen: 'yes' });
