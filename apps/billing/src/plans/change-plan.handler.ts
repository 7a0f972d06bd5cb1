import type { ChangePlan } from '@aisha/contracts/billing';
import { Database, OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import { PlanReader } from '@aisha/database/billing';
import { centiCredits, PLAN_ID } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { newlyBelowCost, NOW_IS_WITHIN_MS } from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';
import { Floors } from '../prices/floors';
import { SellingStore } from '../selling/selling.store';
import { PlanStore } from './plan.store';

/** Adds a monthly plan, or retires one, once and from its date on, unless its credits would be sold below what they cost (decision 208). */
@Injectable()
export class ChangePlanHandler implements JobHandler<ChangePlan> {
  private readonly selling = new SellingStore();

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
    const meant = new Date(asked.from);
    const age = now.getTime() - meant.getTime();
    if (Number.isNaN(age) || age >= NOW_IS_WITHIN_MS)
      return refused(asked, 'That moment is past: a change holds from now on or later.');
    const from = age > 0 ? now : meant;
    const known = (await new PlanReader(Database.within(tx)).list()).find(({ id }) => id === asked.id);
    const why = asked.change === 'add' ? await this.whyNotAdd(tx, asked, from, known !== undefined) : null;
    if (why !== null) return refused(asked, why);
    if (asked.change === 'retire' && (!known || known.retiredAt !== null))
      return refused(asked, known ? `${asked.id} is retired already.` : `${asked.id}: there is no such plan.`);
    await (asked.change === 'add'
      ? this.plans.add(tx, {
          id: asked.id,
          credits: centiCredits(asked.credits!),
          stars: asked.stars!,
          validFrom: from,
        })
      : this.plans.retire(tx, asked.id, from));
    const { credits = null, stars = null } = asked;
    return { outcome: 'done', details: { change: asked.change, from: from.toISOString(), credits, stars } };
  }

  /** Why a plan is refused, in a sentence for an operator; null when it is not. Its credits are judged like a pack's. */
  private async whyNotAdd(tx: Transaction, asked: ChangePlan, from: Date, isKnown: boolean): Promise<string | null> {
    const { id, credits, stars } = asked;
    if (!PLAN_ID.test(id)) return `${id}: a plan is named like month-500, 24 characters at most.`;
    if (isKnown)
      return `${id} is sold or was: a plan is never changed. Give the new one an id of its own, and retire the old one.`;
    if (credits === undefined || stars === undefined || BigInt(credits) < 100n)
      return 'A plan has at least 1 credit, and a price in Stars.';
    const now = this.clock.now();
    const sold = await this.selling.lock(tx, now);
    const after = { ...sold, plans: [...sold.plans, { credits: centiCredits(credits), stars, validFrom: from }] };
    return newlyBelowCost(sold, after, this.floors.costs(now), this.floors.terms, now)?.message ?? null;
  }
}

const refused = ({ change }: ChangePlan, why: string): ActOutcome => ({ outcome: 'refused', details: { change, why } });
