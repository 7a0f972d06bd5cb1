import { Injectable } from '@nestjs/common';
import { AppError, type OrderId } from '@aisha/domain';
import { Database } from '../database';
import { CreditHold } from './credit-hold.entity';

/**
 * Whether an order is still paid for. Its hold is there before its first message is: billing writes both in one transaction. It ends
 * without its worker when nobody settled it in time, after which the work would be done for nothing.
 */
@Injectable()
export class HoldReader {
  constructor(private readonly database: Database) {}

  isOpen(orderId: OrderId): Promise<boolean> {
    return this.database.read.existsBy(CreditHold, { orderId, status: 'open' });
  }

  /** Throws `hold-forgotten` when the credits have gone back: such an order is not to be done. */
  async ensureOpen(orderId: OrderId): Promise<void> {
    if (!(await this.isOpen(orderId))) throw new AppError('hold-forgotten', { facts: { orderId } });
  }
}
