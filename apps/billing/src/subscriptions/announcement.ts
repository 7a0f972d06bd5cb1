import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox, type SubscriptionNews } from '@aisha/contracts/bot-gateway';
import type { ChangedSubscription } from './subscription.store';

/** Tells the person what has become of their subscription. */
export const announcementOf = ({ userId, plan, paidUntil }: ChangedSubscription, news: SubscriptionNews): Message =>
  message(botGatewayInbox, 'announce-subscription', {
    userId,
    news,
    credits: plan.credits.toString(),
    stars: plan.stars,
    paidUntil: paidUntil.toISOString(),
  });

/** Has Telegram take no further payment for a subscription whose last one went back, and tells the person. */
export const endOfRefunded = (ended: ChangedSubscription): Message[] => [
  message(botGatewayInbox, 'edit-subscription', {
    userId: ended.userId,
    planId: ended.planId,
    firstChargeId: ended.firstChargeId,
    isCancelled: true,
    isQuiet: true,
  }),
  announcementOf(ended, 'given-back'),
];
