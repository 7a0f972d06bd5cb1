import { message } from '@aisha/contracts';
import type { ReturnPurchase } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { ReturnablePurchase } from '@aisha/database/billing';
import { inMoney, setAsideFor, type CentiCredits } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { ReturnStore } from './return.store';

/**
 * Begins the return of a purchase whose person asks for the money: sets its credits and its bonus aside and tells the gateway, in one
 * transaction. If the rule for unused credits does not allow it (decision 207), nothing changes and the person reads why.
 */
@Injectable()
export class ReturnPurchaseHandler implements JobHandler<ReturnPurchase> {
  constructor(
    private readonly accounts: AccountStore,
    private readonly returns: ReturnStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: ReturnPurchase, context: JobContext): Promise<void> => {
    const outcome = await context.once((tx) => this.begin(tx, asked));
    if (outcome) this.log.info('return.asked', { returnId: asked.returnId, outcome });
  };

  private async begin(tx: Transaction, asked: ReturnPurchase): Promise<string> {
    const { returnId, userId, telegramPaymentChargeId } = asked;
    const { available } = await this.accounts.lock(tx, userId);
    if (await this.returns.isAsked(tx, telegramPaymentChargeId)) return 'asked-before';
    const judged = await this.returns.judged(tx, userId, telegramPaymentChargeId);
    const purchase = judged.find(({ chargeId }) => chargeId === telegramPaymentChargeId);
    if (purchase?.verdict !== 'by-rule') {
      await this.explain(tx, asked, purchase, available);
      return purchase?.verdict ?? 'unknown';
    }
    const bought = { telegramPaymentChargeId, userId, setAside: setAsideFor(purchase) };
    const asking = { id: returnId, ...bought, letterId: null, askedBy: 'person', reason: null };
    await this.returns.begin(tx, asking, purchase.paid);
    return 'begun';
  }

  private explain(
    tx: Transaction,
    { userId }: ReturnPurchase,
    purchase: ReturnablePurchase | undefined,
    available: CentiCredits,
  ): Promise<void> {
    return this.outbox.add(
      tx,
      message(botGatewayInbox, 'explain-return', {
        userId,
        verdict: purchase?.verdict ?? 'unknown',
        ...(purchase ? inMoney(purchase.paid) : { stars: 0 }),
        spent: ((purchase?.verdict === 'bonus-spent' ? purchase.owed : purchase?.spent) ?? 0n).toString(),
        availableAfter: available.toString(),
      }),
    );
  }
}
