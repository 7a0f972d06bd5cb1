import { Injectable } from '@nestjs/common';
import type { Update } from 'telegraf/types';
import { languageOf, type TelegramId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { conversationTexts } from '@aisha/words';
import { Readers } from '../conversation/readers';
import { Registry } from '../conversation/registry';
import { TelegramApi } from './telegram-api';

/** The timeouts of two attempts, which fit into the ten seconds that Telegram waits. */
const ANSWER_TIMEOUTS_MS = [3_000, 5_000];

/**
 * Answers Telegram's question whether a person may pay, at once and outside the chat's queue, for what this process knows without the
 * database. The payment changes nothing yet: credits come only with successful_payment.
 */
@Injectable()
export class PreCheckout {
  constructor(
    private readonly api: TelegramApi,
    private readonly registry: Registry,
    private readonly readers: Readers,
    private readonly log: Logger,
  ) {}

  async answer(update: Update): Promise<void> {
    if (!('pre_checkout_query' in update)) return;
    const { id, currency, total_amount: amount, invoice_payload: payload = '', from } = update.pre_checkout_query;
    const invoice = { payload, currency, amount, payer: (from?.id ?? 0) as TelegramId };
    const may = await this.registry.mayBePaid(invoice, this.readers).catch((error: unknown) => {
      this.log.failed('pre-checkout.unknown', error);
      return false; // the person can tap again once the database is back
    });
    const ok = may === true;
    if (!ok) this.log.warn('pre-checkout.refused', { currency, amount });
    const language = languageOf(from?.language_code);
    const because = typeof may === 'object' ? may.because(language) : conversationTexts[language].goneInvoice;
    const refusal = { error_message: because };
    const answer = { pre_checkout_query_id: id, ok, ...(ok ? {} : refusal) };
    for (const timeoutMs of ANSWER_TIMEOUTS_MS) {
      try {
        await this.api.call('answerPreCheckoutQuery', answer, { timeoutMs });
        return;
      } catch (error) {
        this.log.failed('pre-checkout.unanswered', error);
      }
    }
  }
}
