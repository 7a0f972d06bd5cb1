import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';
import type { Checkout } from '@aisha/database/bot';
import { EngineConfig } from '../settings/engine.config';

export type AskedCheckout = Pick<Checkout, 'queryId' | 'telegramId' | 'payload' | 'currency' | 'amount'>;

/**
 * How long Telegram's question about a payment by card is kept. Telegram repeats the update of the payment for one day. If it has not come
 * by then, an operator must confirm the payment.
 */
const KEPT = "interval '7 days'";

/** Writes bot.checkout. Only `StarTransactionStore.confirmByCheckouts` also writes it, to record which payment a question proves. */
@Injectable()
export class CheckoutStore {
  constructor(
    private readonly database: Database,
    private readonly config: EngineConfig,
  ) {}

  /**
   * Records a question before the bot answers it; a repetition changes nothing. Resolves to false if the payment is not allowed: the person
   * is banned, payments by card are off or in another currency, or the question has other facts than before. Rejects when the database is
   * away, because a payment that is recorded nowhere would be lost.
   */
  async ask({ queryId, telegramId, payload, currency, amount }: AskedCheckout): Promise<boolean> {
    const { PAYMENT_PROVIDER_TOKEN: token, PAYMENT_CURRENCY } = this.config;
    if (token === undefined || currency !== PAYMENT_CURRENCY) return false;
    const written = await this.database.write<unknown[]>(
      `WITH old AS (DELETE FROM bot.checkout WHERE asked_at < now() - ${KEPT})
       INSERT INTO bot.checkout (query_id, telegram_id, payload, currency, amount)
       SELECT $1, $2, $3, $4, $5
        WHERE NOT EXISTS (SELECT FROM bot.person WHERE telegram_id = $2 AND banned_until > now())
       ON CONFLICT (query_id) DO UPDATE SET query_id = excluded.query_id
         WHERE (checkout.telegram_id, checkout.payload, checkout.currency, checkout.amount)
             = (excluded.telegram_id, excluded.payload, excluded.currency, excluded.amount)
       RETURNING query_id`,
      [queryId, telegramId, payload, currency, amount],
    );
    return written.length > 0;
  }

  /** Whether everything about the payer is being deleted, so that credits which they buy now would be forfeited. */
  async isBeingErased(telegramId: TelegramId): Promise<boolean> {
    const found = await this.database.read.query<unknown[]>(
      `SELECT FROM bot.person JOIN bot.erasure USING (user_id) WHERE telegram_id = $1 AND finished_at IS NULL`,
      [telegramId],
    );
    return found.length > 0;
  }

  /** Records that Telegram has taken our answer that the payment is allowed. */
  async allowed(queryId: string): Promise<void> {
    await this.database.write(`UPDATE bot.checkout SET allowed_at = now() WHERE query_id = $1`, [queryId]);
  }
}
