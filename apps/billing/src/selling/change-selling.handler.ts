import type { ChangeSelling } from '@aisha/contracts/billing';
import { OperatorActs, type ActOutcome, type ActTarget, type Transaction } from '@aisha/database';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { changeIn, refusalOf } from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';
import { Floors } from '../prices/floors';
import { SellingStore } from './selling.store';

/** Changes what is sold and given away, from a date on and once per act, unless something would be sold below its cost (decision 203). */
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
