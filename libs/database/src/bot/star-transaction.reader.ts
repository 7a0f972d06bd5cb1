import { Injectable } from '@nestjs/common';
import type { UserId } from '@aisha/domain';
import { Database } from '../connection/database';
import { StarTransaction } from '../entities/bot/star-transaction.entity';

/** A payment or a refund that Telegram has confirmed. */
export type ConfirmedStars = StarTransaction & { readonly userId: UserId };

/**
 * SQL: whether somebody is left to credit, or to give the money back to. The row of a payment outlives the erasure of its payer, which
 * waits two weeks for an operator to decide about a payment that bought nothing (decision 212).
 */
export const HAS_PAYER = 'telegram_id <> 0';

/** Reads the gateway's rows about Stars. Billing relies on these rows, and never on a message. */
@Injectable()
export class StarTransactionReader {
  constructor(private readonly database: Database) {}

  /** Finds a transaction; null if Telegram has not confirmed it, or the gateway has not sent it to billing. */
  async confirmed(kind: StarTransaction['kind'], chargeId: string): Promise<ConfirmedStars | null> {
    const found = await this.database.read.findOneBy(StarTransaction, { chargeId, kind });
    return found?.forwardedAt && found.userId ? { ...found, userId: found.userId } : null;
  }
}
