import type { Update } from 'telegraf/types';
import { languageOf, packById } from '@aisha/domain';
import type { Logger } from '@aisha/platform';
import { packIdOf } from '../../features/balance/pack-payload';
import { defineTexts } from '../conversation';
import type { TelegramApi } from './telegram-api';

const texts = defineTexts({
  ru: { goneInvoice: 'Этот счёт больше не действует. Откройте «Баланс» и выберите пакет заново.' },
  en: { goneInvoice: 'This invoice is no longer valid. Open “Balance” and choose a pack again.' },
});

/**
 * "May they pay?" Telegram waits 10 s for the answer, so it is given at once, from what the code knows, without the database and
 * outside the order of the chat. Paying changes nothing yet: credits come with successful_payment alone.
 */
export async function answerPreCheckout(api: TelegramApi, log: Logger, update: Update): Promise<void> {
  if (!('pre_checkout_query' in update)) return;
  const { id, currency, total_amount: stars, invoice_payload: payload = '', from } = update.pre_checkout_query;
  const language = languageOf(from?.language_code);
  const pack = packById(packIdOf(payload) ?? '');
  const ok = currency === 'XTR' && pack?.stars === stars;
  if (!ok) log.warn('pre-checkout.refused', { currency, stars });
  const answer = {
    pre_checkout_query_id: id,
    ok,
    ...(ok ? {} : { error_message: texts[language].goneInvoice }),
  };
  for (const timeoutMs of ANSWER_TIMEOUTS_MS) {
    try {
      await api.call('answerPreCheckoutQuery', answer, { timeoutMs });
      return;
    } catch (error) {
      log.failed('pre-checkout.unanswered', error);
    }
  }
}

/** Two attempts within Telegram's ten seconds. */
const ANSWER_TIMEOUTS_MS = [3_000, 5_000];
