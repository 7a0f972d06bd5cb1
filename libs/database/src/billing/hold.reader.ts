import { Injectable } from '@nestjs/common';
import { AppError, type OrderId, type OrderKind, type UserId } from '@aisha/domain';
import { Database } from '../database';
import { CreditHold } from './credit-hold.entity';

/**
 * Whether an order still has its hold. The hold exists before the order's first message: billing writes both in one transaction. If
 * no settlement comes in time, billing releases the hold, and the work would be unpaid.
 */
@Injectable()
export class HoldReader {
  constructor(private readonly database: Database) {}

  isOpen(orderId: OrderId): Promise<boolean> {
    return this.database.read.existsBy(CreditHold, { orderId, status: 'open' });
  }

  /** What an order holds, or has cost. */
  find(userId: UserId, orderId: OrderId): Promise<CreditHold | null> {
    return this.database.read.findOneBy(CreditHold, { orderId, userId });
  }

  /** A person's orders that have not been settled; ten at most. */
  openOf(userId: UserId): Promise<{ readonly orderId: OrderId; readonly kind: OrderKind }[]> {
    return this.database.read.find(CreditHold, {
      select: { orderId: true, kind: true },
      where: { userId, status: 'open' },
    });
  }

  /** Throws `hold-forgotten` if the credits have gone back: the worker must not do such an order. */
  async ensureOpen(orderId: OrderId): Promise<void> {
    if (!(await this.isOpen(orderId))) throw new AppError('hold-forgotten', { facts: { orderId } });
  }
}
