import type { Transaction } from '@aisha/database';
import type { CreditHold } from '@aisha/database/billing';
import { AppError } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { AccountStore } from '../accounts/account.store';
import { HoldStore, isSettledLike, type Ending } from './hold.store';
import { receiptOf } from './receipt';

export type SettlementOutcome = 'settled' | 'settled-before' | 'settled-differently';

/** The end of a hold, whoever brings it about: charged, the rest given back, a receipt for the person. */
@Injectable()
export class Settlement {
  constructor(
    private readonly accounts: AccountStore,
    private readonly holds: HoldStore,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Settles the hold of an order once; the first settlement stands. Throws `order-unknown` when there is no such hold,
   * `idempotency-conflict` when it is somebody else's or of other units, `capture-exceeds-hold` when more was delivered than ordered.
   */
  async settle(
    tx: Transaction,
    { orderId, userId, kind }: Pick<CreditHold, 'orderId' | 'userId' | 'kind'>,
    ending: Ending,
  ): Promise<SettlementOutcome> {
    await this.accounts.lock(tx, userId);
    const hold = await this.holds.find(tx, orderId);
    if (!hold) throw new AppError('order-unknown', { facts: { orderId } });
    if (hold.userId !== userId || hold.kind !== kind) {
      throw new AppError('idempotency-conflict', { facts: { problem: 'held-for-another-order', orderId } });
    }
    if (hold.status !== 'open') return isSettledLike(hold, ending) ? 'settled-before' : 'settled-differently';

    const settled = await this.holds.settle(tx, hold, ending);
    await this.outbox.add(tx, receiptOf(settled, await this.accounts.lock(tx, userId)));
    return 'settled';
  }
}
