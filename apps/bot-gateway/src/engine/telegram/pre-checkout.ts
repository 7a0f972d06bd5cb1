import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Update, User } from 'telegraf/types';
import { languageOf, STARS, type TelegramId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { conversationTexts } from '@aisha/words';
import { Readers } from '../conversation/readers';
import type { PaymentAnswer } from '../conversation/feature';
import { Registry } from '../conversation/registry';
import { CheckoutStore, type AskedCheckout } from './checkout.store';
import { TelegramApi } from './telegram-api';

/** How long the answer may take: less than the ten seconds that Telegram waits. */
const ANSWERED_WITHIN_MS = 8_000;
/** How long the answer about a payment in Stars waits for the database. After that the payment is allowed, as if nothing were deleted. */
const ERASURE_READ_WITHIN_MS = 2_000;
/**
 * After how long a second attempt begins beside the first. Telegram takes one answer only: it may have taken the first one, whose end we
 * therefore wait for, or that one is lost with its connection.
 */
const SECOND_AFTER_MS = 3_000;

/**
 * Answers Telegram's question whether a person may pay, at once and outside the chat's queue. For Stars the answer does not wait for a
 * database that is away; a payment by card is recorded first. Credits come only later, with successful_payment. While everything about the
 * payer is being deleted nothing may be paid, because the credits would be forfeited.
 */
@Injectable()
export class PreCheckout {
  constructor(
    private readonly api: TelegramApi,
    private readonly registry: Registry,
    private readonly readers: Readers,
    private readonly checkouts: CheckoutStore,
    private readonly log: Logger,
  ) {}

  async answer(update: Update): Promise<void> {
    if (!('pre_checkout_query' in update)) return;
    const { id, currency, total_amount: amount, invoice_payload: payload = '' } = update.pre_checkout_query;
    const { from } = update.pre_checkout_query as { readonly from?: User }; // a forged update may have no sender
    if (!from) return this.log.warn('pre-checkout.refused', { currency, amount });
    const asked = { queryId: id, telegramId: from.id as TelegramId, payload, currency, amount };
    const may = await this.mayPay(asked).catch((error: unknown) => {
      this.log.failed('pre-checkout.unknown', error);
      return false; // the person can tap again once the database is back
    });
    const ok = may === true;
    if (!ok) this.log.warn('pre-checkout.refused', { currency, amount });
    const language = languageOf(from.language_code);
    const t = conversationTexts[language];
    const gone = currency === STARS ? t.goneInvoice : t.goneCardInvoice;
    const refusal = { error_message: typeof may === 'object' ? may.because(language) : gone };
    const isTaken = await this.isTaken({ pre_checkout_query_id: id, ok, ...(ok ? {} : refusal) });
    if (ok && isTaken && currency !== STARS) await this.allowed(id);
  }

  /** A payment by card is written down before it is allowed, because Telegram has no list of such payments (decision 217). */
  private async mayPay(asked: AskedCheckout): Promise<PaymentAnswer> {
    const may = await this.registry.mayBePaid(asked, this.readers);
    if (may !== true) return may;
    if (await this.isBeingErased(asked)) return { because: (language) => conversationTexts[language].erasedPayer };
    return asked.currency === STARS || this.checkouts.ask(asked);
  }

  private isBeingErased({ telegramId, currency }: AskedCheckout): Promise<boolean> {
    const read = this.checkouts.isBeingErased(telegramId);
    if (currency !== STARS) return read;
    const known = read.catch((error: unknown) => {
      this.log.failed('pre-checkout.unknown', error);
      return false;
    });
    return Promise.race([known, delay(ERASURE_READ_WITHIN_MS, false, { ref: false })]);
  }

  /**
   * Records that Telegram took our answer that the payment is allowed. If this fails, the payment waits for an operator, because nothing
   * else shows that we allowed it.
   */
  private async allowed(queryId: string): Promise<void> {
    await this.checkouts.allowed(queryId).catch((error: unknown) => this.log.failed('pre-checkout.unwritten', error));
  }

  /** Whether Telegram has taken the answer at one of two attempts. It takes no answer to a forged question. */
  private async isTaken(answer: object): Promise<boolean> {
    const attempt = (timeoutMs: number): Promise<unknown> =>
      this.api.call('answerPreCheckoutQuery', { ...answer }, { timeoutMs }).catch((error: unknown) => {
        this.log.failed('pre-checkout.unanswered', error);
        throw error;
      });
    const first = attempt(ANSWERED_WITHIN_MS);
    const isEarly = await Promise.race([
      first.then(
        () => true,
        () => false,
      ),
      delay(SECOND_AFTER_MS, false, { ref: false }),
    ]);
    if (isEarly) return true;
    return Promise.any([first, attempt(ANSWERED_WITHIN_MS - SECOND_AFTER_MS)]).then(
      () => true,
      () => false,
    );
  }
}
