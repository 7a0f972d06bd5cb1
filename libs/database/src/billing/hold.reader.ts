import { Injectable } from '@nestjs/common';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { Database } from '../connection/database';
import { CreditHold } from '../entities/billing/credit-hold.entity';

/**
 * SQL: whether person $1 has begun anew since $2, after everything about them was deleted. Nobody knows what they had for nothing before,
 * so it counts as if it had used up the day.
 */
export const HAS_BEGUN_ANEW = `EXISTS (SELECT FROM billing.account WHERE user_id = $1 AND began_anew_at >= $2)`;

/** More free units than an allowance can give in a day. */
const EVERY_UNIT = 1_000_000;

/**
 * SQL: how many free units a person has had. $1 is the person, $2 the first moment that counts. Of an open order all its free units count,
 * of a settled one those that it delivered or was charged for. All, while the person has only begun anew.
 */
export const FREE_UNITS_SINCE = `
  SELECT CASE WHEN ${HAS_BEGUN_ANEW} THEN ${EVERY_UNIT}
           ELSE coalesce(sum(CASE status WHEN 'open' THEN free_units ELSE least(free_units, coalesce(charged, delivered)) END), 0) END::int AS used
    FROM billing.credit_hold WHERE user_id = $1 AND created_at >= $2 AND free_units > 0`;

/**
 * Whether an order still has its hold. The hold exists before the order's first message: billing writes both in one transaction. If an order
 * has ended or never arrived, and no settlement comes in time, billing ends the hold by itself; work on such an order would be unpaid.
 */
@Injectable()
export class HoldReader {
  constructor(private readonly database: Database) {}

  isOpen(orderId: OrderId): Promise<boolean> {
    return this.database.read.existsBy(CreditHold, { orderId, status: 'open' });
  }

  /** The hold of a person's order, with what the order cost once it is settled; null for any other id. */
  find(userId: UserId, orderId: OrderId): Promise<CreditHold | null> {
    return this.database.read.findOneBy(CreditHold, { orderId, userId });
  }

  /** A person's orders that have not been settled; billing lets no more than MAX_OPEN_ORDERS begin. */
  openOf(userId: UserId): Promise<{ readonly orderId: OrderId; readonly kind: OrderKind }[]> {
    return this.database.read.find(CreditHold, {
      select: { orderId: true, kind: true },
      where: { userId, status: 'open' },
    });
  }

  /**
   * How many units of speech a person has got free of charge since that moment, orders under way included; more than any day has for a
   * person who has begun anew since then.
   */
  async freeUnitsSince(userId: UserId, since: Date): Promise<number> {
    const [row] = await this.database.read.query<{ used: number }[]>(FREE_UNITS_SINCE, [userId, since]);
    return row!.used;
  }

  /**
   * The person's first order since that moment that has used free units or is under way with some, or, without an order, the moment at which
   * they began anew; null if there is neither.
   */
  async firstWithFreeUnitsSince(
    userId: UserId,
    since: Date,
  ): Promise<{ readonly orderId: OrderId | null; readonly createdAt: Date } | null> {
    const [first] = await this.database.read.query<{ orderId: OrderId | null; createdAt: Date }[]>(
      `SELECT order_id AS "orderId", created_at AS "createdAt" FROM billing.credit_hold
        WHERE user_id = $1 AND created_at >= $2 AND free_units > 0 AND (status = 'open' OR coalesce(charged, delivered) > 0)
       UNION ALL SELECT NULL, began_anew_at FROM billing.account WHERE user_id = $1 AND began_anew_at >= $2
       ORDER BY "createdAt" LIMIT 1`,
      [userId, since],
    );
    return first ?? null;
  }

  /** Throws `hold-forgotten` if the credits have gone back: the worker must not do such an order. */
  async ensureOpen(orderId: OrderId): Promise<void> {
    if (!(await this.isOpen(orderId))) throw new AppError('hold-forgotten', { facts: { orderId } });
  }
}
