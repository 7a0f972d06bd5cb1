import type { SettleCardReturn } from '@aisha/contracts/billing';
import { Database, OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import { StarTransactionReader, type ConfirmedStars } from '@aisha/database/bot';
import { STARS } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { ReturnEnd } from './return-end';

/**
 * Ends the return of a payment by card when an operator reports that the money was given back at the card provider, or will not be; once
 * per act, with its audit row (decision 217). A return of Stars is ended only by Telegram.
 */
@Injectable()
export class SettleCardReturnHandler implements JobHandler<SettleCardReturn> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly ends: ReturnEnd,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: SettleCardReturn, context: JobContext): Promise<void> => {
    const { actId, operator, telegramPaymentChargeId: chargeId } = asked;
    const done = await context.once(async (tx) => {
      const payment = await new StarTransactionReader(Database.within(tx)).confirmed('payment', chargeId);
      const act = { act: 'refund-purchase', subject: chargeId, unknown: 'unknown' } as const;
      return this.acts.recordAbout(tx, asked, act, payment, (found) => this.settle(tx, asked, found));
    });
    if (done) this.log.info('return.settled', { actId, operator, outcome: done.outcome });
  };

  private async settle(
    tx: Transaction,
    { isReturned, reason }: SettleCardReturn,
    { userId, chargeId, currency, amount }: ConfirmedStars,
  ): Promise<ActOutcome> {
    if (currency === STARS) return { outcome: 'paid-in-stars' };
    const open = await this.ends.openOf(tx, userId, chargeId);
    if (!open) return { outcome: 'not-asked' };
    await this.ends.end(tx, open.id, isReturned ? null : reason);
    return { outcome: 'done', details: { currency, amount, isReturned: String(isReturned) } };
  }
}
