import type { ChangePlan } from '@aisha/contracts/billing';
import { Database, OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import { PlanReader } from '@aisha/database/billing';
import { centiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { beginningOf, planRefusal, type PlanChange } from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';
import { Floors } from '../prices/floors';
import { PlanStore } from './plan.store';

/**
 * Adds a monthly plan, or retires one, from its date on and once per act, unless its credits would be sold below their cost (decision 208).
 */
@Injectable()
export class ChangePlanHandler implements JobHandler<ChangePlan> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly plans: PlanStore,
    private readonly floors: Floors,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: ChangePlan, context: JobContext): Promise<void> => {
    const { actId, operator, change, id } = asked;
    const done = await context.once((tx) =>
      this.acts.record(tx, asked, { act: 'set-plan', subject: id }, () => this.change(tx, asked)),
    );
    if (done) this.log.info('plan.changed', { actId, operator, change, planId: id, outcome: done.outcome });
  };

  private async change(tx: Transaction, asked: ChangePlan): Promise<ActOutcome> {
    const now = this.clock.now();
    const plans = new PlanReader(Database.within(tx));
    const { id, credits = null, stars = null } = asked;
    const from = beginningOf(asked.from, now);
    const change: PlanChange =
      asked.change === 'add'
        ? { change: 'add', id, from, credits: credits === null ? undefined : centiCredits(credits), stars: asked.stars }
        : { change: 'retire', id, from };
    const costs = { costs: this.floors.costs(now), terms: this.floors.terms };
    const why = planRefusal(await this.plans.lock(tx, now), await plans.list(), change, costs, now);
    if (why !== null) return { outcome: 'refused', details: { change: asked.change, why } };
    if (change.change === 'retire') await this.plans.retire(tx, id, from);
    // A plan without credits or a price was refused above.
    else await this.plans.add(tx, { id, credits: change.credits!, stars: change.stars!, validFrom: from });
    return { outcome: 'done', details: { change: asked.change, from: from.toISOString(), credits, stars } };
  }
}
