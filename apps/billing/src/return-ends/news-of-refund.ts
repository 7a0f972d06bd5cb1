import { message, type Message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { inMoney, type Money, type UserId } from '@aisha/domain';
import { toldOfGain } from '../gains/told-of-gain';
import { endOfRefunded } from '../subscriptions/announcement';
import type { TakenBack } from '../purchases/purchase.store';

interface GoneBack {
  readonly userId: UserId;
  readonly telegramPaymentChargeId: string;
  readonly paid: Money;
}

/**
 * The messages after the money and the credits of a purchase went back. They tell the person, take back what people gained by the purchase,
 * and, if the purchase was the newest payment of a subscription, end the subscription.
 */
export const newsOfRefund = (
  { taken, owed, balance, ended, ownGains, isByCard, hasGains }: TakenBack,
  { userId, telegramPaymentChargeId, paid }: GoneBack,
): Message[] => [
  message(botGatewayInbox, 'announce-refund', {
    userId,
    taken: taken.toString(),
    owed: owed.toString(),
    availableAfter: balance.available.toString(),
    ...inMoney(paid),
  }),
  ...ownGains.map((one) => toldOfGain({ ...one, isTakenBack: true, isCard: isByCard })),
  ...(hasGains ? [message(billingInbox, 'take-back-gains', { telegramPaymentChargeId })] : []),
  ...(ended ? endOfRefunded(ended) : []),
];
