import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { UserId } from '@aisha/domain';
import { endOfRefunded } from '../subscriptions/announcement';
import type { TakenBack } from './purchase.store';

/** What the gateway is told when the Stars of a purchase went back, and with them its credits. */
export const newsOfRefund = (
  { taken, owed, balance, ended }: TakenBack,
  { userId, stars }: { readonly userId: UserId; readonly stars: number },
): Message[] => [
  message(botGatewayInbox, 'announce-refund', {
    userId,
    taken: taken.toString(),
    owed: owed.toString(),
    availableAfter: balance.available.toString(),
    stars,
  }),
  ...(ended ? endOfRefunded(ended) : []),
];
