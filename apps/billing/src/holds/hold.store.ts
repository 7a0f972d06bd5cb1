import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { type Balance, CreditHold, FREE_UNITS_SINCE } from '@aisha/database/billing';
import { AppError, centiCredits, type CentiCredits, type ErrorCode, partOf } from '@aisha/domain';
import { startOfFreeDay, type OrderKind } from '@aisha/kinds';
import { Clock } from '@aisha/platform';
import { In, MoreThan } from 'typeorm';
import { LedgerStore } from '../ledger/ledger.store';
import { balanceAfter, capture, debtPayment, hold as holdPosting, release, type Posting } from '../ledger/posting';

/** The fields by which holds are compared: two holds with equal fields are the same hold. */
export type NewHold = Pick<CreditHold, 'orderId' | 'userId' | 'kind' | 'item' | 'units' | 'freeUnits' | 'amount'>;

/** How an order ended: `delivered` of `of` parts. */
export interface Outcome {
  readonly delivered: number;
  /** How many parts are charged, when that is more than were delivered. */
  readonly charged?: number | undefined;
  readonly of: number;
  readonly reason: ErrorCode | null;
}

/** How a hold is settled: the ended hold, its postings, and the balance that they leave. */
interface Settled {
  readonly hold: CreditHold;
  readonly postings: readonly Posting[];
  readonly balance: Balance;
}

const INSERT_HOLD = `
  INSERT INTO billing.credit_hold (order_id, user_id, kind, item, units, amount, free_units) VALUES ($3, $1, $4, $5, $6, $7, $8)
  RETURNING order_id`;

const INSERT_GIVEN_UP = `
  INSERT INTO billing.credit_hold (order_id, user_id, kind, item, units, amount, free_units, status, delivered, delivered_of, reason, settled_at)
  VALUES ($3, $1, $4, $5, $6, $7, least($8::int, $6::int), 'released', 0, $6, $9, $10) RETURNING order_id`;

const END_HOLD = `
  UPDATE billing.credit_hold SET status = $4, captured = $5, delivered = $6, delivered_of = $7, reason = $8, settled_at = $9, charged = $10
   WHERE order_id = $3 AND status = 'open' RETURNING order_id`;

/** Writes holds, each with its entries and the balance in one statement. The caller has locked the person's account. */
@Injectable()
export class HoldStore {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly clock: Clock,
  ) {}

  async place(tx: Transaction, hold: NewHold): Promise<void> {
    const { orderId, userId, kind, item, units, freeUnits, amount } = hold;
    await this.ledger.postWith(tx, userId, amount > 0n ? [holdPosting(hold, amount)] : [], {
      statement: INSERT_HOLD,
      parameters: [orderId, kind, item, units, amount.toString(), freeUnits],
    });
  }

  /**
   * Writes the hold of an order that was given up before any credits were held, as released: the person has read that the order failed, so it
   * must not begin when an operator sends its message again.
   */
  async giveUp(tx: Transaction, hold: NewHold, reason: ErrorCode): Promise<void> {
    const { orderId, userId, kind, item, units, freeUnits, amount } = hold;
    await this.ledger.postWith(tx, userId, [], {
      statement: INSERT_GIVEN_UP,
      parameters: [orderId, kind, item, units, amount.toString(), freeUnits, reason, this.clock.now()],
    });
  }

  /**
   * How many units of speech the person has had free of charge in the last 24 hours. The number does not change while the caller keeps the
   * account locked.
   */
  async freeUnitsToday(tx: Transaction, { userId }: Pick<NewHold, 'userId'>): Promise<number> {
    const [row] = await tx.query<{ used: number }[]>(FREE_UNITS_SINCE, [userId, startOfFreeDay(this.clock.now())]);
    return row!.used;
  }

  /** Whether an order of these kinds that is settled has delivered something to the person. The caller has locked the account. */
  hasDelivered(tx: Transaction, { userId }: Pick<CreditHold, 'userId'>, kinds: readonly OrderKind[]): Promise<boolean> {
    return tx.existsBy(CreditHold, { userId, kind: In(kinds), delivered: MoreThan(0) });
  }

  /**
   * How an open hold ends: the delivered parts are charged, or as many as `charged` says when that is more, and the rest is released.
   * Throws `capture-exceeds-hold` when more parts were delivered or are charged than are held. Throws `idempotency-conflict` when the
   * number of parts is not the number of held units, because the charge is a share of the held units. Released credits first pay the
   * person's debt. `balance` is that of the locked account.
   */
  settled(hold: CreditHold, { delivered, charged = delivered, of, reason }: Outcome, balance: Balance): Settled {
    const { orderId, userId, units } = hold;
    if (of !== units) {
      throw new AppError('idempotency-conflict', { facts: { problem: 'other-units', orderId, units, of } });
    }
    if (Math.max(delivered, charged) > of) {
      throw new AppError('capture-exceeds-hold', { facts: { orderId, delivered, charged, of } });
    }
    const captured = priceOf(hold, Math.max(delivered, charged));
    const released = centiCredits(hold.amount - captured);
    const status = delivered > 0 || captured > 0n ? 'captured' : 'released';
    const settledAt = this.clock.now();
    const postings = [
      ...(captured > 0n ? [capture(hold, captured)] : []),
      ...(released > 0n ? [release(hold, released, reason)] : []),
      ...debtPayment(userId, released, balance.debt, orderId),
    ];
    return {
      hold: {
        ...hold,
        status,
        captured,
        delivered,
        charged: charged > delivered ? charged : null,
        deliveredOf: of,
        reason,
        settledAt,
      },
      postings,
      balance: balanceAfter(balance, postings),
    };
  }

  async settle(tx: Transaction, { hold, postings }: Settled): Promise<void> {
    const { orderId, userId, status, captured, delivered, charged, deliveredOf, reason, settledAt } = hold;
    await this.ledger.postWith(tx, userId, postings, {
      statement: END_HOLD,
      parameters: [orderId, status, captured.toString(), delivered, deliveredOf, reason, settledAt, charged],
    });
  }
}

/** The price of this many delivered units. The person gets the free units first. */
const priceOf = ({ amount, units, freeUnits }: NewHold, delivered: number): CentiCredits =>
  units > freeUnits ? partOf(amount, Math.max(0, delivered - freeUnits), units - freeUnits) : centiCredits(0);

export const isSameHold = (hold: NewHold, other: NewHold): boolean =>
  hold.orderId === other.orderId &&
  hold.userId === other.userId &&
  hold.kind === other.kind &&
  hold.item === other.item &&
  hold.units === other.units &&
  hold.freeUnits === other.freeUnits &&
  hold.amount === other.amount;

/** Whether a hold was settled with the same number of delivered parts and the same reason. What was charged is not compared. */
export const isSettledLike = (hold: CreditHold, { delivered, of, reason }: Outcome): boolean =>
  hold.delivered === delivered && hold.deliveredOf === of && hold.reason === reason;
