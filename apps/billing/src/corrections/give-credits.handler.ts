import { message } from '@aisha/contracts';
import type { GiveCredits } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import { centiCredits, GIVEN_AT_MOST } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { CorrectionStore } from './correction.store';
import { GivingLimit, type KeptCredits } from './giving-limit';

/**
 * Gives or takes credits when an operator orders it, and tells the person; once per act, with its audit row (decision 201). The person
 * learns nothing about a refused act.
 */
@Injectable()
export class GiveCreditsHandler implements JobHandler<GiveCredits> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly limit: GivingLimit,
    private readonly corrections: CorrectionStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: GiveCredits, context: JobContext): Promise<void> => {
    const { userId, actId, operator, key = null } = asked;
    const act = { act: 'give-credits', userId, subject: key } as const;
    const done = await context.once((tx) => this.acts.record(tx, asked, act, () => this.correct(tx, asked)));
    if (done) this.log.info('credits.corrected', { actId, operator, outcome: done.outcome, ...done.details });
  };

  private async correct(tx: Transaction, asked: GiveCredits): Promise<ActOutcome> {
    const { userId, actId, key = actId } = asked;
    const amount = centiCredits(asked.centiCredits);
    if (amount > GIVEN_AT_MOST || amount < -GIVEN_AT_MOST) return { outcome: 'too-many' };
    const kept = await this.limit.refusal(tx, asked);
    if (kept) return this.refuse(tx, asked, kept);
    const { outcome, given, debtPaid, balance } = await this.corrections.correct(tx, { userId, amount, key });
    if (outcome !== 'done') return { outcome, details: { asked: amount.toString() } };
    await this.outbox.add(
      tx,
      message(botGatewayInbox, 'announce-correction', {
        userId,
        given: given.toString(),
        debtPaid: debtPaid.toString(),
        availableAfter: balance.available.toString(),
      }),
    );
    const details = { asked: amount.toString(), given: given.toString(), debtPaid: debtPaid.toString() };
    return { outcome, details: { ...details, availableAfter: balance.available.toString() } };
  }

  /**
   * Refuses. If the bot knows the operator, it tells them why: an operator in the chat, unlike one at the desk, does not see the audit row.
   */
  private async refuse(tx: Transaction, asked: GiveCredits, { operatorId, ...kept }: KeptCredits): Promise<ActOutcome> {
    const leftToday = kept.outcome === 'too-many-today' ? { leftToday: kept.leftToday.toString() } : {};
    if (operatorId !== undefined)
      await this.outbox.add(tx, message(botGatewayInbox, 'explain-kept-credits', { userId: operatorId, ...leftToday }));
    return { outcome: kept.outcome, details: { asked: asked.centiCredits, ...leftToday } };
  }
}
