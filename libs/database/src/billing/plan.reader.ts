import { Injectable } from '@nestjs/common';
import { CHARGED_STATES, type UserId } from '@aisha/domain';
import { Database } from '../connection/database';
import { PlanRow, Subscription } from '../entities/billing/subscription.entity';

/** A person's subscription with its plan, as its screen shows it. */
export type SubscriptionWithPlan = Subscription & { readonly plan: PlanRow };

/** The monthly plans, and who has subscribed to them. */
@Injectable()
export class PlanReader {
  constructor(private readonly database: Database) {}

  /** Every plan that ever existed, cheapest first. Plans are few, so all are read. */
  list(): Promise<PlanRow[]> {
    return this.database.read.find(PlanRow, { order: { stars: 'ASC', id: 'ASC' } });
  }

  /** The plans that can be begun at a moment, cheapest first. */
  async onSale(at: Date): Promise<PlanRow[]> {
    const plans = await this.list();
    return plans.filter(({ validFrom, retiredAt }) => validFrom <= at && (retiredAt === null || retiredAt > at));
  }

  /** All subscriptions of the person, newest first. */
  all(userId: UserId): Promise<Subscription[]> {
    return this.database.read.find(Subscription, {
      where: { userId },
      order: { beganAt: 'DESC', firstChargeId: 'DESC' },
    });
  }

  /**
   * The most important subscription of the person: one that Telegram charges, else one that has not ended, else the newest. Null for a
   * person who never had any.
   */
  async of(userId: UserId): Promise<SubscriptionWithPlan | null> {
    const all = await this.all(userId);
    const isCharged = ({ state }: Subscription) => CHARGED_STATES.some((charged) => charged === state);
    const subscription = all.find(isCharged) ?? all.find(({ state }) => state !== 'ended') ?? all[0];
    if (!subscription) return null;
    const plan = await this.database.read.findOneByOrFail(PlanRow, { id: subscription.planId });
    return { ...subscription, plan };
  }
}
