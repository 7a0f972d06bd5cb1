import { Injectable } from '@nestjs/common';
import { CreditHold } from '@aisha/database/billing';
import type { Transaction } from '@aisha/database';
import { AppError, centiCredits, partOf, type ErrorCode, type OrderId, type UserId } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { LedgerStore } from '../ledger/ledger.store';
import { capture, hold as holdPosting, release } from '../ledger/posting';

/** What is set aside: the fields that make a hold the same hold. */
export type NewHold = Pick<CreditHold, 'orderId' | 'userId' | 'kind' | 'item' | 'units' | 'amount'>;

/** How an order ended: `delivered` of `of` parts. */
export interface Ending {
  readonly delivered: number;
  readonly of: number;
  readonly reason: ErrorCode | null;
}

/** Holds and the entries that belong to them. Whoever calls has locked the person's account. */
@Injectable()
export class HoldStore {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly clock: Clock,
  ) {}

  find(tx: Transaction, orderId: OrderId): Promise<CreditHold | null> {
    return tx.findOneBy(CreditHold, { orderId });
  }

  countOpen(tx: Transaction, userId: UserId): Promise<number> {
    return tx.countBy(CreditHold, { userId, status: 'open' });
  }

  async place(tx: Transaction, hold: NewHold): Promise<void> {
    await tx.insert(CreditHold, hold);
    if (hold.amount > 0n) await this.ledger.post(tx, holdPosting(hold, hold.amount));
  }

  /**
   * Ends an open hold: charges for what was delivered, gives the rest back. Throws `capture-exceeds-hold` for more than all of it,
   * `idempotency-conflict` when the parts are not the units that were held: one of one must not cost what four did.
   */
  async settle(tx: Transaction, hold: CreditHold, { delivered, of, reason }: Ending): Promise<CreditHold> {
    if (of !== hold.units) {
      const { orderId, units } = hold;
      throw new AppError('idempotency-conflict', { facts: { problem: 'other-units', orderId, units, of } });
    }
    if (delivered > of) throw new AppError('capture-exceeds-hold', { facts: { orderId: hold.orderId, delivered, of } });
    const captured = partOf(hold.amount, delivered, of);
    const released = centiCredits(hold.amount - captured);
    const end = {
      status: delivered > 0 ? ('captured' as const) : ('released' as const),
      captured,
      delivered,
      deliveredOf: of,
      reason,
      settledAt: this.clock.now(),
    };
    const { affected } = await tx.update(CreditHold, { orderId: hold.orderId, status: 'open' }, end);
    if (affected !== 1) throw new AppError('idempotency-conflict', { facts: { orderId: hold.orderId } });
    if (captured > 0n) await this.ledger.post(tx, capture(hold, captured));
    if (released > 0n) await this.ledger.post(tx, release(hold, released));
    return { ...hold, ...end };
  }
}

export const isSameHold = (hold: NewHold, other: NewHold): boolean =>
  hold.orderId === other.orderId &&
  hold.userId === other.userId &&
  hold.kind === other.kind &&
  hold.item === other.item &&
  hold.units === other.units &&
  hold.amount === other.amount;

export const isSettledLike = (hold: CreditHold, { delivered, of, reason }: Ending): boolean =>
  hold.status !== 'open' && hold.delivered === delivered && hold.deliveredOf === of && hold.reason === reason;
