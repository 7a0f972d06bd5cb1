import type { RefundByOperator } from '@aisha/contracts/billing';
import { RETURN_REFUSALS } from '@aisha/contracts/bot-gateway';
import { Database, OperatorActs, type ActDetails, type ActOutcome, type Transaction } from '@aisha/database';
import { Purchase, Refund } from '@aisha/database/billing';
import { StarTransactionReader, type ConfirmedStars } from '@aisha/database/bot';
import { centiCredits, STARS, type Money } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { GivingLimit } from '../corrections/giving-limit';
import { ReturnStore } from './return.store';

/**
 * Begins the return of a payment when an operator orders it; once per act, with its audit row (decisions 201 and 207). A purchase of which
 * some credits are spent is returned only if the operator says so explicitly; support returns no purchase of its own, and of others no more
 * spent credits than it may give (decision 228). A payment that bought nothing leaves the list of dead letters once its Stars are back.
 */
@Injectable()
export class RefundByOperatorHandler implements JobHandler<RefundByOperator> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly accounts: AccountStore,
    private readonly returns: ReturnStore,
    private readonly limit: GivingLimit,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: RefundByOperator, context: JobContext): Promise<void> => {
    const { actId, operator, telegramPaymentChargeId: chargeId } = asked;
    const done = await context.once(async (tx) => {
      const payment = await new StarTransactionReader(Database.within(tx)).confirmed('payment', chargeId);
      const act = { act: 'refund-purchase', subject: chargeId, unknown: 'unknown' } as const;
      return this.acts.recordAbout(tx, asked, act, payment, async (found) => {
        const ended = await this.refund(tx, asked, found);
        await this.explain(tx, operator, ended);
        return ended;
      });
    });
    if (done) this.log.info('return.asked', { returnId: actId, operator, outcome: done.outcome });
  };

  /** Tells why a return does not begin: an operator in the chat, unlike one at the desk, does not see the audit row. */
  private async explain(tx: Transaction, operator: string, { outcome }: ActOutcome): Promise<void> {
    const refusal = RETURN_REFUSALS.find((one) => one === outcome);
    const operatorId = refusal && (await this.limit.personOf(tx, operator));
    if (operatorId) await this.returns.explain(tx, operatorId, refusal);
  }

  private async refund(
    tx: Transaction,
    asked: RefundByOperator,
    { userId, currency, amount }: ConfirmedStars,
  ): Promise<ActOutcome> {
    const paid = { currency, amount };
    const { telegramPaymentChargeId, operator } = asked;
    await this.limit.lock(tx, operator);
    const { available } = await this.accounts.lock(tx, userId);
    if (await this.returns.isAsked(tx, telegramPaymentChargeId)) return { outcome: 'asked-before' };
    if (await tx.existsBy(Refund, { telegramPaymentChargeId })) return { outcome: 'returned-before' };
    const purchase = await tx.findOneBy(Purchase, { telegramPaymentChargeId, userId });
    if (!purchase) {
      const letterId = await this.returns.claimLetter(tx, telegramPaymentChargeId);
      if (letterId === undefined) return { outcome: 'being-credited' };
      return this.begin(tx, asked, paid, { userId, setAside: centiCredits(0), letterId });
    }
    const judged = await this.returns.judged(tx, userId, telegramPaymentChargeId);
    const found = judged.find(({ chargeId }) => chargeId === telegramPaymentChargeId);
    const { spent = purchase.credited, gained = 0n, fromOthers = 0n, owed = 0n } = found ?? {};
    const figures = {
      ...(currency === STARS ? { stars: amount } : paid),
      credited: purchase.credited.toString(),
      spent: spent.toString(),
      ...(gained > 0n && { gained: gained.toString() }),
      fromOthers: fromOthers.toString(),
      owed: owed.toString(),
    };
    if (spent > 0n && !asked.evenIfSpent) return { outcome: 'spent-in-part', details: figures };
    const given = owed > spent ? owed : spent; // a spent bonus is owed, too
    const kept = await this.limit.refusal(tx, { operator, userId, centiCredits: given.toString() });
    if (kept) return { outcome: kept.outcome };
    const whole = purchase.credited + gained;
    const setAside = centiCredits(available < whole ? available : whole);
    return this.begin(tx, asked, paid, { userId, setAside, letterId: null }, figures);
  }

  private async begin(
    tx: Transaction,
    { actId: id, operator: askedBy, reason, telegramPaymentChargeId }: RefundByOperator,
    paid: Money,
    taken: Pick<Parameters<ReturnStore['begin']>[1], 'userId' | 'setAside' | 'letterId'>,
    details: ActDetails = {},
  ): Promise<ActOutcome> {
    await this.returns.begin(tx, { id, telegramPaymentChargeId, askedBy, reason, ...taken }, paid);
    return { outcome: 'done', details };
  }
}
