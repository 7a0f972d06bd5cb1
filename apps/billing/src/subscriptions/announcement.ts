import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox, type SubscriptionNews } from '@aisha/contracts/bot-gateway';
import type { Subscription } from '@aisha/database/billing';
import type { ChangedSubscription } from './subscription.store';

/** The message that tells the person how their subscription has changed. */
export const announcementOf = ({ userId, plan, paidUntil }: ChangedSubscription, news: SubscriptionNews): Message =>
  message(botGatewayInbox, 'announce-subscription', {
    userId,
    news,
    credits: plan.credits.toString(),
    stars: plan.stars,
    paidUntil: paidUntil.toISOString(),
  });

/** Asks Telegram to take no further payment for a subscription. With `isQuiet`, nobody is told if Telegram refuses. */
export const stopOf = (
  { userId, planId, firstChargeId }: Pick<Subscription, 'userId' | 'planId' | 'firstChargeId'>,
  isQuiet = false,
): Message =>
  message(botGatewayInbox, 'edit-subscription', {
    userId,
    planId,
    firstChargeId,
    isCancelled: true,
    ...(isQuiet && { isQuiet }),
  });

/** Asks Telegram to take no further payment for a subscription whose last payment went back, and tells the person. */
export const endOfRefunded = (ended: ChangedSubscription): Message[] => [
  stopOf(ended, true),
  announcementOf(ended, 'given-back'),
];
