import { message, type Message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Purchase } from '@aisha/database/billing';
import { endOfRefunded } from '../subscriptions/announcement';
import type { TakenBack } from './purchase.store';

/** What follows when the Stars of a purchase went back, and with them its credits: the person is told, and what it brought others goes, too. */
export const newsOfRefund = (
  { taken, owed, balance, ended, hasGains }: TakenBack,
  { userId, stars, telegramPaymentChargeId }: Pick<Purchase, 'userId' | 'stars' | 'telegramPaymentChargeId'>,
): Message[] => [
  message(botGatewayInbox, 'announce-refund', {
    userId,
    taken: taken.toString(),
    owed: owed.toString(),
    availableAfter: balance.available.toString(),
    stars,
  }),
  ...(hasGains ? [message(billingInbox, 'take-back-gains', { telegramPaymentChargeId })] : []),
  ...(ended ? endOfRefunded(ended) : []),
];
