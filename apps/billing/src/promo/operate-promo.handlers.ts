import type { EndPromo, MakePromo } from '@aisha/contracts/billing';
import { OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import { centiCredits, GIVEN_AT_MOST } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { bonusRefusal } from '@aisha/providers/catalogue';
import { Injectable } from '@nestjs/common';
import { Floors } from '../prices/floors';
import { SellingStore } from '../selling/selling.store';
import { PromoCodeStore } from './promo-code.store';

/**
 * Makes a promo code when an operator orders it, once per act. A percent lowers the value of a credit in the next purchase, so a code that
 * would sell an item below its cost is refused, like a discount (decision 203).
 */
@Injectable()
export class MakePromoHandler implements JobHandler<MakePromo> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly codes: PromoCodeStore,
    private readonly selling: SellingStore,
    private readonly floors: Floors,
    private readonly clock: Clock,
  ) {}

  readonly handle = async (asked: MakePromo, context: JobContext): Promise<void> => {
    const act = { act: 'make-promo', subject: asked.code } as const;
    await context.once((tx) => this.acts.record(tx, asked, act, () => this.make(tx, asked)));
  };

  private async make(tx: Transaction, asked: MakePromo): Promise<ActOutcome> {
    const { code, percent = null, perPerson, inAll = null } = asked;
    const credits = asked.credits === undefined ? null : centiCredits(asked.credits);
    const [validFrom, validUntil] = [new Date(asked.from), asked.until === undefined ? null : new Date(asked.until)];
    const now = this.clock.now();
    const refused = (why: string): ActOutcome => ({ outcome: 'refused', details: { why } });
    if ((credits === null) === (percent === null)) return refused('A code has either credits or a percent.');
    if (credits !== null && (credits === 0n || credits > GIVEN_AT_MOST))
      return refused('So many credits are mistyped.');
    if (validUntil && (validUntil <= validFrom || validUntil <= now)) return refused('It would end before it begins.');
    const sold = await this.selling.lock(tx, now);
    if (percent !== null) {
      const told = { costs: this.floors.costs(now), terms: this.floors.terms };
      const why = bonusRefusal(sold, told, { percent, validFrom, validUntil }, now);
      if (why !== null) return refused(why);
    }
    const promo = { code, credits, percent, perPerson, inAll, validFrom, validUntil };
    if (!(await this.codes.make(tx, promo))) return refused('There is or was such a code: choose another.');
    const details = { credits: credits?.toString() ?? null, percent, perPerson, inAll };
    return { outcome: 'done', details: { ...details, from: asked.from, until: asked.until ?? null } };
  }
}

/** Ends a promo code when an operator orders it, once per act. */
@Injectable()
export class EndPromoHandler implements JobHandler<EndPromo> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly codes: PromoCodeStore,
    private readonly clock: Clock,
  ) {}

  readonly handle = async (asked: EndPromo, context: JobContext): Promise<void> => {
    const act = { act: 'end-promo', subject: asked.code } as const;
    await context.once((tx) =>
      this.acts.record(tx, asked, act, async () => {
        const ended = await this.codes.end(tx, asked.code, this.clock.now());
        if (ended) return { outcome: 'done', details: { used: ended.used } };
        const why = ended === null ? 'It has ended before.' : 'There is no such code.';
        return { outcome: 'refused', details: { why } };
      }),
    );
  };
}
