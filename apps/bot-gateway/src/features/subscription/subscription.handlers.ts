import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { AnnounceSubscription, EditSubscription, OfferPlan } from '@aisha/contracts/bot-gateway';
import { PlanReader } from '@aisha/database/billing';
import { PersonReader } from '@aisha/database/bot';
import { centiCredits, planPayload } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { subscriptionTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { calendarOfPerson, dayText, Readers, toMenu } from '../../engine/conversation';
import { messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { TelegramSubscriptions } from '../../engine/telegram/telegram-subscriptions';
import { openSubscription } from '../../callbacks/subscription.callbacks';

/** Sends the person the link by which Telegram sells a plan, or tells them that the plan is no longer for sale. */
@Injectable()
export class OfferPlanHandler implements JobHandler<OfferPlan> {
  constructor(
    private readonly telegram: TelegramSubscriptions,
    private readonly readers: Readers,
    private readonly deliveries: Deliveries,
    private readonly clock: Clock,
  ) {}

  readonly handle = async ({ userId, planId }: OfferPlan, context: JobContext): Promise<void> => {
    const t = subscriptionTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const plan = (await this.readers.of(PlanReader).onSale(this.clock.now())).find(({ id }) => id === planId);
    const back = [openSubscription.button(t.back, {}), toMenu.button(t.menu, {})];
    if (!plan) {
      await context.once((tx) => this.deliveries.add(tx, userId, messageWith(t.planGone, [back])));
      return;
    }
    const { credits: amount, stars } = plan;
    const url = await this.telegram.linkTo({
      title: t.invoiceTitle({ amount }),
      description: t.invoiceDescription({ amount, stars }),
      payload: planPayload(plan.id),
      stars,
    });
    const buttons = [[{ text: t.pay({ stars }), url }], back];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(t.invoice({ amount, stars }), buttons)));
  };
}

/**
 * Asks Telegram to stop or allow the next payments of a subscription, and then tells billing. A second run changes nothing, because
 * Telegram accepts the same request again. When Telegram refuses, nothing changes; the person is told if they had asked for the change.
 * While Telegram does not answer, the job asks for a day; meanwhile the subscription may have ended, with its Stars back, and is then not
 * resumed.
 */
@Injectable()
export class EditSubscriptionHandler implements JobHandler<EditSubscription> {
  constructor(
    private readonly telegram: TelegramSubscriptions,
    private readonly readers: Readers,
    private readonly deliveries: Deliveries,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: EditSubscription, context: JobContext): Promise<void> => {
    const { userId, planId, firstChargeId, isCancelled, isQuiet } = asked;
    if (!isCancelled && !(await this.isCancelled(asked))) return;
    const problem = await this.telegram.edit(userId, firstChargeId, isCancelled);
    if (problem !== null) this.log.warn('subscription.not-edited', { planId, isCancelled, problem });
    const t = subscriptionTexts[await this.readers.of(PersonReader).languageOf(userId)];
    await context.once(async (tx) => {
      if (problem === null) {
        const state = isCancelled ? 'cancelled' : 'active';
        return this.outbox.add(
          tx,
          message(billingInbox, 'note-subscription', { userId, planId, firstChargeId, state }),
        );
      }
      const buttons = [[openSubscription.button(t.back, {}), toMenu.button(t.menu, {})]];
      if (!isQuiet) await this.deliveries.add(tx, userId, messageWith(t.notChanged({ isCancelled }), buttons));
    });
  };

  private async isCancelled({ userId, firstChargeId }: EditSubscription): Promise<boolean> {
    const all = await this.readers.of(PlanReader).all(userId);
    return all.some((one) => one.firstChargeId === firstChargeId && one.state === 'cancelled');
  }
}

/**
 * Tells the person that their subscription was cancelled, resumed or replaced, that its money was given back, that its payment failed, or
 * that it ended.
 */
@Injectable()
export class AnnounceSubscriptionHandler implements JobHandler<AnnounceSubscription> {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (
    { userId, news, credits, stars, paidUntil }: AnnounceSubscription,
    context: JobContext,
  ): Promise<void> => {
    const t = subscriptionTexts[await this.readers.of(PersonReader).languageOf(userId)];
    const until = dayText(new Date(paidUntil), await calendarOfPerson(this.readers, userId));
    const words = t.news({ news, amount: centiCredits(credits), stars, until });
    const buttons = [[openSubscription.button(t.back, {}), toMenu.button(t.menu, {})]];
    await context.once((tx) => this.deliveries.add(tx, userId, messageWith(words, buttons), { class: 'result' }));
  };
}
