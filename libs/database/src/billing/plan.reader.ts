import { Injectable } from '@nestjs/common';
import type { UserId } from '@aisha/domain';
import { Database } from '../database';
import { PlanRow, Subscription } from './subscription.entity';

/** A person's subscription with its plan, as its screen shows it. */
export type SubscriptionWithPlan = Subscription & { readonly plan: PlanRow };

/** The monthly plans, and who has subscribed to them. */
@Injectable()
export class PlanReader {
  constructor(private readonly database: Database) {}

  /** Every plan that ever was, cheapest first. Plans are few, so all are read. */
  list(): Promise<PlanRow[]> {
    return this.database.read.find(PlanRow, { order: { stars: 'ASC', id: 'ASC' } });
  }

  /** The plans that can be begun at a moment, cheapest first. */
  async onSale(at: Date): Promise<PlanRow[]> {
    const plans = await this.list();
    return plans.filter(({ validFrom, retiredAt }) => validFrom <= at && (retiredAt === null || retiredAt > at));
  }

  /** The newest subscription of the person; null for one who never had any. */
  async of(userId: UserId): Promise<SubscriptionWithPlan | null> {
    const [subscription] = await this.database.read.find(Subscription, {
      where: { userId },
      order: { beganAt: 'DESC', firstChargeId: 'DESC' },
      take: 1,
    });
    if (!subscription) return null;
    const plan = await this.database.read.findOneByOrFail(PlanRow, { id: subscription.planId });
    return { ...subscription, plan };
  }
}
