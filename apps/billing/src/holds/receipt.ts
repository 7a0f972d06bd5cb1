import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Balance, CreditHold } from '@aisha/database/billing';

/** The receipt of a settled hold, for the person. */
export const receiptOf = (hold: CreditHold, balance: Balance): Message =>
  message(botGatewayInbox, 'show-receipt', {
    orderId: hold.orderId,
    userId: hold.userId,
    kind: hold.kind,
    held: hold.amount.toString(),
    charged: hold.captured.toString(),
    released: (hold.amount - hold.captured).toString(),
    availableAfter: balance.available.toString(),
    ...(hold.freeUnits > 0 && { freeUnits: Math.min(hold.freeUnits, hold.delivered ?? 0) }),
    delivered: hold.delivered ?? 0,
    of: hold.deliveredOf ?? hold.units,
    reason: hold.reason,
  });
