import { Injectable } from '@nestjs/common';
import type { UserId } from '@aisha/domain';
import { Database } from '../connection/database';

/** A payment by card whose money an operator must return through the card provider (decision 217). */
export interface OpenCardReturn {
  /** Telegram's id of the payment. */
  readonly id: string;
  readonly userId: UserId;
  readonly currency: string;
  readonly amount: number;
  /** The card provider's id of the payment. */
  readonly providerChargeId: string | null;
  readonly askedAt: Date;
  /** `person`, or an operator as audit rows name them. */
  readonly askedBy: string;
}

/** SQL: the returns that wait for an operator. It is exported because the code that counts these returns uses another connection. */
export const OPEN_CARD_RETURNS = `FROM billing.purchase_return back
  JOIN bot.star_transaction paid ON paid.charge_id = back.telegram_payment_charge_id AND paid.kind = 'payment'
 WHERE back.state = 'open' AND paid.currency <> 'XTR'`;

/** Reads which returns of payments by card wait for an operator: Telegram has no call that ends them. */
@Injectable()
export class CardReturnReader {
  constructor(private readonly database: Database) {}

  /** The returns that wait for an operator, the oldest first. */
  open(limit: number): Promise<OpenCardReturn[]> {
    return this.database.read.query<OpenCardReturn[]>(
      `SELECT paid.charge_id AS id, paid.user_id AS "userId", paid.currency, paid.amount,
              paid.provider_charge_id AS "providerChargeId", back.asked_at AS "askedAt", back.asked_by AS "askedBy"
         ${OPEN_CARD_RETURNS} ORDER BY back.asked_at LIMIT $1`,
      [limit],
    );
  }

  async waiting(): Promise<number> {
    const [found] = await this.database.read.query<[{ count: number }]>(
      `SELECT count(*)::int AS count ${OPEN_CARD_RETURNS}`,
    );
    return found.count;
  }
}
