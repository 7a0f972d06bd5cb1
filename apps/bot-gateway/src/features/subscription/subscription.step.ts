import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { PlanReader, type PlanRow, type SubscriptionWithPlan } from '@aisha/database/billing';
import { PLAN_ID, type SubscriptionState } from '@aisha/domain';
import { subscriptionTexts } from '@aisha/words';
import { calendarFor, callback, dayText, flowKit, joined, matching, send, toMenu } from '../../engine/conversation';
import { openBalance } from '../../callbacks/balance.callbacks';

export const { loading, stay, flow } = flowKit<object, 'overview'>()(subscriptionTexts);

const choose = callback('sub.plan', { planId: matching(PLAN_ID) });
const cancel = callback('sub.cancel', {});
const resume = callback('sub.resume', {});

/** How many plans are offered, the cheapest first: a screen has six buttons. */
const MOST_PLANS = 4;

const { step, on } = loading(async (readers, _, { person, now }) => {
  const plans = readers.of(PlanReader);
  return {
    plans: (await plans.onSale(now)).slice(0, MOST_PLANS),
    subscription: await plans.of(person.userId),
    calendar: await calendarFor(readers, person),
    now,
  };
});

/** A subscription that has not ended, so that payments may still come: the screen shows its state and offers no other plan. */
type OpenSubscription = SubscriptionWithPlan & { readonly state: Exclude<SubscriptionState, 'ended'> };
const isOpen = (subscription: SubscriptionWithPlan | null): subscription is OpenSubscription =>
  subscription !== null && subscription.state !== 'ended';

/**
 * Shows the person's subscription and what can be done about it. Without a running subscription, shows the plans, and until when an earlier
 * subscription was paid.
 */
export const overviewStep = step({
  screen: (_, t, { plans, subscription, calendar, now }) => {
    const ways = [openBalance.button(t.balance, {}), toMenu.button(t.menu, {})];
    const line = ({ credits, stars }: PlanRow) => t.planLine({ amount: credits, stars });
    const until = subscription && dayText(subscription.paidUntil, calendar);
    if (!isOpen(subscription)) {
      return {
        text: joined(
          [
            t.title,
            until && t.ended({ until }),
            ...(plans.length === 0 ? [t.noPlans] : [t.offer, joined(plans.map(line))]),
          ],
          '\n\n',
        ),
        buttons: [
          ...plans.map(({ id, credits, stars }) => [choose.button(t.plan({ amount: credits, stars }), { planId: id })]),
          ways,
        ],
      };
    }
    const { plan, state } = subscription;
    // A renewal may come up to two days late (RENEWAL_GRACE_MS).
    const facts = { stars: plan.stars, until: until ?? '', isDue: subscription.paidUntil <= now };
    return {
      text: joined([t.title, line(plan), t.state({ state, ...facts }), t.creditsStay], '\n\n'),
      buttons: [[state === 'cancelled' ? resume.button(t.resume, {}) : cancel.button(t.cancel, {})], ways],
    };
  },
  actions: [
    on(choose, (draft, { planId: chosen }, { person: { userId }, data: { plans, subscription }, t }) =>
      isOpen(subscription) || !plans.some(({ id }) => id === chosen)
        ? stay(draft)
        : stay(draft, t.linkComes, send(message(botGatewayInbox, 'offer-plan', { userId, planId: chosen }))),
    ),
    on(cancel, (draft, _, { data: { subscription }, t }) =>
      isOpen(subscription) ? stay(draft, t.changing, edit(subscription, true)) : stay(draft),
    ),
    on(resume, (draft, _, { data: { subscription }, t }) =>
      isOpen(subscription) ? stay(draft, t.changing, edit(subscription, false)) : stay(draft),
    ),
  ],
});

const edit = ({ userId, planId: plan, firstChargeId }: SubscriptionWithPlan, isCancelled: boolean) =>
  send(message(botGatewayInbox, 'edit-subscription', { userId, planId: plan, firstChargeId, isCancelled }));
