import type { ChangeSelling } from '@aisha/contracts/billing';
import { OperatorActs, type ActOutcome, type ActTarget, type Transaction } from '@aisha/database';
import { centiCredits } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { NOW_IS_WITHIN_MS, refusalOf, type SellingChange } from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';
import { Floors } from '../prices/floors';
import { SellingStore } from './selling.store';

/** Changes what is sold and given, once and from its date on, unless it would sell something below its cost (decision 203). */
@Injectable()
export class ChangeSellingHandler implements JobHandler<ChangeSelling> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly selling: SellingStore,
    private readonly floors: Floors,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: ChangeSelling, context: JobContext): Promise<void> => {
    const { actId, operator, change, from } = asked;
    const subject = asked.item ?? asked.allowance ?? asked.id ?? null;
    const act = ACT_OF[change];
    const done = await context.once((tx) =>
      this.acts.record(tx, asked, { act, subject }, () => this.change(tx, asked)),
    );
    if (done) this.log.info('selling.changed', { actId, operator, change, subject, from, outcome: done.outcome });
  };

  private async change(tx: Transaction, asked: ChangeSelling): Promise<ActOutcome> {
    const now = this.clock.now();
    const change = changeIn(asked, now);
    if (!change) return refused(asked, `A ${asked.change} has other fields.`);
    const sold = await this.selling.lock(tx, now);
    const why = refusalOf(sold, change, this.floors.costs(now), this.floors.terms, now);
    if (why !== null) return refused(asked, why);
    if (!(await this.selling.write(tx, change)))
      return refused(asked, 'Another begins at that very moment, or was withdrawn: choose another moment.');
    const { amount = null, credits = null, stars = null, percent = null, until = null, currency = null } = asked;
    const packs = asked.packs?.join(', ') ?? null;
    return {
      outcome: 'done',
      details: {
        ...{ change: asked.change, from: change.from.toISOString(), until, amount, credits, stars, percent, packs },
        currency,
      },
    };
  }
}

const refused = ({ change }: ChangeSelling, why: string): ActOutcome => ({
  outcome: 'refused',
  details: { change, why },
});

const ACT_OF = {
  price: 'set-price',
  pack: 'set-pack',
  'pack-end': 'set-pack',
  'card-price': 'set-pack',
  discount: 'set-pack',
  'discount-end': 'set-pack',
  allowance: 'set-allowance',
} as const satisfies Record<ChangeSelling['change'], ActTarget['act']>;

/**
 * The change that a message asks for; undefined when a field of it is missing. What was meant to hold at once holds from
 * now on and not since the message was sent: prices that were shown meanwhile stay prices.
 */
function changeIn({ change, from: at, ...asked }: ChangeSelling, now: Date): SellingChange | undefined {
  const meant = new Date(at);
  const age = now.getTime() - meant.getTime();
  const from = age > 0 && age < NOW_IS_WITHIN_MS ? now : meant;
  const { item, allowance: name, amount, id, credits, stars, percent, packs = [], labelRu, labelEn, until } = asked;
  const { currency } = asked;
  switch (change) {
    case 'price':
      return item && { change, item, amount: amount === undefined ? null : centiCredits(amount), from };
    case 'allowance':
      return name && { change, name, amount: amount === undefined ? null : Number(amount), from };
    case 'pack':
      return id && credits && stars ? { change, id, credits: centiCredits(credits), stars, from } : undefined;
    case 'card-price':
      return id && currency
        ? { change, id, currency, amount: amount === undefined ? null : Number(amount), from }
        : undefined;
    case 'discount':
      return id && percent && labelRu && labelEn && until
        ? { change, id, percent, packs, labelRu, labelEn, from, until: new Date(until) }
        : undefined;
    case 'pack-end':
    case 'discount-end':
      return id ? { change, id, from } : undefined;
  }
}
