import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { Transaction } from '@aisha/database';
import type { CreditHold } from '@aisha/database/billing';
import { AppError } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { Outbox } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { HoldStore, isSettledLike, type Outcome } from './hold.store';
import { receiptOf } from './receipt';

export type SettlementResult = 'settled' | 'settled-before' | 'settled-differently';

/** The kinds that draw pictures: an invited friend's first picture is rewarded (decision 205). */
const DRAWING: readonly OrderKind[] = ['generation', 'together'];

/** Settles a hold: charges what was delivered, releases the rest and sends the person a receipt. */
@Injectable()
export class Settlement {
  constructor(
    private readonly accounts: AccountStore,
    private readonly holds: HoldStore,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Settles the hold of an order once; only the first settlement counts. Throws `order-unknown` when there is no such hold,
   * `idempotency-conflict` when the hold is of another person, kind or number of units, `capture-exceeds-hold` when more is to be charged
   * than was ordered.
   */
  async settle(
    tx: Transaction,
    { orderId, userId, kind }: Pick<CreditHold, 'orderId' | 'userId' | 'kind'>,
    outcome: Outcome,
  ): Promise<SettlementResult> {
    const { hold, balance, awaitsPicture } = await this.accounts.lockOrder(tx, userId, orderId);
    if (!hold) throw new AppError('order-unknown', { facts: { orderId } });
    if (hold.userId !== userId || hold.kind !== kind) {
      throw new AppError('idempotency-conflict', { facts: { problem: 'held-for-another-order', orderId } });
    }
    if (hold.status !== 'open') return isSettledLike(hold, outcome) ? 'settled-before' : 'settled-differently';

    const settled = this.holds.settled(hold, outcome, balance);
    // The holds are read, too, because an older release, which knew of no reward, may have settled the first picture.
    const isFirstPicture =
      awaitsPicture &&
      outcome.delivered > 0 &&
      DRAWING.includes(kind) &&
      !(await this.holds.hasDelivered(tx, hold, DRAWING));
    // The messages are added before the hold is settled, because the statement that settles it also writes them.
    await this.outbox.add(
      tx,
      receiptOf(settled.hold, settled.balance),
      ...(isFirstPicture ? [message(billingInbox, 'reward-picture', { friendId: userId })] : []),
    );
    await this.holds.settle(tx, settled);
    return 'settled';
  }
}
